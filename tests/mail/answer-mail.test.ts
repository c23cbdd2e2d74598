import { expect, test } from 'vitest';
import { UNDO_FOR } from '../../src/tips/said.ts';
import { createWorld } from '../support/world.ts';
import { textOf } from '../web/page.ts';

const READER = 'reader@example.kr';
const QUESTION = '영상을 써도 될까요?\nBcc: victim@example.kr';

const TOPIC = { slug: 'secret', name_ko: '내부', name_en: 'Inside', confidential: 'on' };

/** A desk whose tip has been mailed to the newsroom, and whose reader wants to hear by mail. */
async function deskWithReader(fields: object = {}, topic: object = {}) {
  const world = await createWorld({
    settings: { NEWSROOM_INBOX: 'desk@ytn.example.kr, night@ytn.example.kr' },
  });
  const staff = await world.signIn('minji@newsroom.example');
  await staff
    .post('/admin/topics')
    .accept('json')
    .type('form')
    .send({ ...TOPIC, ...topic })
    .expect(201);
  const tip = { message: '상암동에서 불이 났어요', email: READER, reply_by: 'email', consent_contact: 'on' };
  const sent = await world.request
    .post('/tips')
    .accept('json')
    .type('form')
    .send({ ...tip, ...fields })
    .expect(201);
  await world.mails(2);
  const folder = async () => (await staff.get('/admin/tips/1').accept('json').expect(200)).body;
  /** The desk looks what is due. */
  const retry = () => staff.post('/admin/mail/retry').type('form').expect(303);
  const answer = async (body: string, file: string | null = null) => {
    const { version, messages } = await folder();
    const said = { version, body, way: 'email', seen: messages.at(-1).id };
    const post = staff.post('/admin/tips/1/messages').accept('json').field(said);
    await (file === null ? post : post.attach('files', Buffer.from('동의서'), file)).expect(200);
    // Until then it can be undone; from now on the desk looks by itself.
    world.clock.move(UNDO_FOR);
    await retry();
  };
  return {
    ...{ world, staff, folder, answer, retry, receipt: String(sent.body.receipt) },
    fates: async () => (await folder()).messages.flatMap(({ fate }: { fate: string | null }) => fate ?? []),
    mailsToReader: async (count: number) => (await world.mails(2 + count)).slice(2),
    /** What a reader does on their page, once they have it before them. */
    post: async (path: string, said: object) => {
      const entered = await world.request
        .post('/receipt')
        .type('form')
        .send({ receipt: sent.body.receipt })
        .expect(303);
      const cookie = String(entered.headers['set-cookie']).split(';')[0] ?? '';
      await world.request.get('/tip').set('Cookie', cookie).expect(200);
      await world.request
        .post(path)
        .set('Cookie', cookie)
        .type('form')
        .send({ tip: 1, ...said })
        .expect(303);
    },
  };
}

test('An answer by mail is a letter of the newsroom, and a second one stands in its thread', async () => {
  const { world, answer, fates, mailsToReader, receipt } = await deskWithReader();
  await answer(QUESTION);
  const [first] = await mailsToReader(1);
  await expect.poll(fates).toEqual(['sent']);
  await answer('고맙습니다');
  const [, second] = await mailsToReader(2);
  expect([first?.to, second?.to]).toEqual([[READER], [READER]]);
  expect(second?.parsed.inReplyTo).toBe(first?.parsed.messageId);
  expect(second?.parsed.references).toContain(first?.parsed.messageId);
  expect(second?.parsed.subject).toBe(first?.parsed.subject);
  expect(first?.parsed.replyTo?.value.map(({ address }) => address)).toEqual(['desk@ytn.example.kr']);
  for (const part of [first?.parsed.text ?? '', first?.parsed.html || '']) {
    expect(part).toContain('영상을 써도 될까요?');
    expect(part).toContain('http://tips.newsroom.example/receipt?lang=ko');
    for (const hidden of ['상암동', 'minji', receipt]) expect(part).not.toContain(hidden);
  }
  const headers = String(first?.raw).split('\r\n\r\n', 1)[0];
  expect(headers).not.toMatch(/^(auto-submitted|list-id|bcc|cc|x-jebo-\w+):/im);
  const jobs = world.database.query.selectFrom('outbox').selectAll().where('kind', '=', 'answer mail');
  expect(JSON.stringify(await jobs.execute())).not.toContain(READER);
});

test('An answer by mail is in the language of its reader', async () => {
  const { answer, mailsToReader } = await deskWithReader({ lang: 'en' });
  await answer('May we use it?');
  const [mail] = await mailsToReader(1);
  expect(mail?.parsed.subject).toMatch(/An answer to what you sent us$/);
  expect(mail?.parsed.text).toContain('A reply to this mail goes to the inbox of');
});

test('An answer by mail names who wrote it only where the newsroom tells that', async () => {
  const { world, staff, answer, mailsToReader } = await deskWithReader();
  await world.database.query.updateTable('staff').set({ name: '김민지' }).execute();
  const change = { version: '0', TELL_NAMES: 'on' };
  await staff.post('/admin/settings').type('form').send(change).expect(303);
  await answer(QUESTION);
  const [mail] = await mailsToReader(1);
  expect(mail?.parsed.text).toContain('YTN 김민지의 답이에요');
  expect(`${mail?.parsed.subject} ${mail?.parsed.text} ${mail?.parsed.html}`).not.toContain('minji@');
});

test.each([
  { kept: 'no inbox of its own', inbox: '', replyTo: undefined, words: '답하지 말아 주세요' },
  {
    ...{ kept: 'an inbox of its own', inbox: 'team@ytn.example.kr,night@ytn.example.kr' },
    ...{ replyTo: ['team@ytn.example.kr'], words: '메일함으로 가요' },
  },
])(
  'A reply to an answer of a confidential topic with $kept reaches its team alone',
  async ({ inbox, replyTo, words }) => {
    const { answer, mailsToReader } = await deskWithReader({ topic: 'secret' }, { inbox });
    await answer(QUESTION);
    const [mail] = await mailsToReader(1);
    expect(mail?.parsed.replyTo?.value.map(({ address }) => address)).toEqual(replyTo);
    expect(mail?.parsed.text).toContain(words);
  },
);

test('Where the mail server is away an answer stands on the page, and its mail goes once, later', async () => {
  const { world, answer, fates, mailsToReader, retry } = await deskWithReader();
  await world.smtp.goDown();
  await answer('어디쯤인가요?');
  await expect.poll(fates).toEqual(['sending']);
  await world.smtp.comeBack();
  await retry();
  expect((await mailsToReader(1))[0]?.to).toEqual([READER]);
  await expect.poll(fates).toEqual(['sent']);
});

test('Staff see that an answer was refused by its reader’s server, and why', async () => {
  const { world, staff, answer, fates, folder } = await deskWithReader();
  world.smtp.refuse('RCPT', 550, { recipient: READER });
  await answer('어디쯤인가요?');
  await expect.poll(fates).toEqual(['failed']);
  expect((await folder()).messages.at(-1)).toMatchObject({ way: 'email', reason: '550 at RCPT TO' });
  const { text } = await staff.get('/admin/tips/1?lang=en').expect(200);
  const said = textOf(text);
  expect(said).toContain('does not know the address that the reader left. (550 at RCPT TO)');
  expect(said).not.toContain('NEWSROOM_INBOX');
});

test('An answer that was refused is a warning that leads to its tip, until it is given up', async () => {
  const { world, staff, answer, fates } = await deskWithReader();
  world.smtp.refuse('RCPT', 550, { recipient: READER });
  await answer('어디쯤인가요?');
  await expect.poll(fates).toEqual(['failed']);
  const list = async () => (await staff.get('/admin?view=all&lang=en').expect(200)).text;
  const told = /An answer did not reach its reader: <a href="\/admin\/tips\/1"/;
  expect(await list()).toMatch(told);
  expect(textOf(await list())).not.toContain('NEWSROOM_INBOX');
  const page = (await staff.get('/admin/tips/1').expect(200)).text;
  const mail = /name="mail" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const press = (what: string) =>
    staff.post(`/admin/tips/1/mails/${what}`).type('form').send({ mail }).set('Origin', world.url);
  await press('inbox').expect(404);
  await press('give-up').expect(303);
  expect(await fates()).toEqual(['not sent']);
  expect(await list()).not.toMatch(told);
});

test('A reader who takes their address back before the mail goes is mailed nothing', async () => {
  const { world, answer, fates, post, retry } = await deskWithReader();
  await world.smtp.goDown();
  await answer('어디쯤인가요?');
  await expect.poll(fates).toEqual(['sending']);
  await post('/tip/contacts', { take_back: 'on' });
  await world.smtp.comeBack();
  await retry();
  await expect.poll(fates).toEqual(['not sent']);
  expect(await world.mails(2)).toHaveLength(2);
});

test('A reader who takes an answer away before its mail goes is mailed nothing', async () => {
  const { world, answer, fates, folder, post, retry } = await deskWithReader();
  await world.smtp.goDown();
  await answer('어디쯤인가요?');
  await expect.poll(fates).toEqual(['sending']);
  await post(`/tip/messages/${(await folder()).messages.at(-1).id}/removal`, {});
  await world.smtp.comeBack();
  await retry();
  await expect.poll(fates).toEqual(['not sent']);
  expect(await world.mails(2)).toHaveLength(2);
});

test('An answer of a talk that its reader has withdrawn is told not to go, also before its turn', async () => {
  const { world, answer, fates, post } = await deskWithReader();
  await world.smtp.goDown();
  await answer('어디쯤인가요?');
  await expect.poll(fates).toEqual(['sending']);
  await post('/tip/withdrawal', { sure: 'on' });
  expect(await fates()).toEqual(['not sent']);
});

test('The mail of an answer says that files wait on the receipt page, and carries none', async () => {
  const { answer, mailsToReader } = await deskWithReader();
  await answer('동의서예요', '동의서.pdf');
  const [mail] = await mailsToReader(1);
  const told = '함께 보낸 파일 1개는 접수 코드로 들어가서 내려받을 수 있어요.';
  expect([mail?.parsed.text?.includes(told), mail?.parsed.attachments]).toEqual([true, []]);
});
