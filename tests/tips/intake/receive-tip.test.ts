import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { forgetTip } from '../../../src/tips/end/forget.ts';
import { findTipByReceipt } from '../../../src/tips/intake/receipt.ts';
import { listTips } from '../../../src/tips/list/list.ts';
import { readTip } from '../../../src/tips/read/read-tip.ts';
import type { TipFile } from '../../../src/tips/tip.ts';
import { NASTY_STRINGS } from '../../support/nasty-strings.ts';
import { createTipWorld, type TipWorld, upload } from '../tip-world.ts';

async function keptFiles({ desk }: TipWorld): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of desk.files.list()) ids.push(id);
  return ids;
}

test('a tip is kept with its message, contacts, files, history and one mail owed to each address', async () => {
  const world = await createTipWorld();
  const file = await world.takeFile('bytes');
  const { number } = await world.submit(
    {
      message: '역 앞에서 불이 났어요',
      place: '강남역',
      happened_at: '어제 오후 2시',
      name: '홍길동',
      phone: '010-1234-5678',
      email: 'hong@example.kr',
      reply_by: ['phone'],
      consent_contact: 'on',
      age_14: 'yes',
    },
    [file],
  );

  const asked = { contacts: 'shown' } as const;
  const { tip, contacts, events, mails } = await readTip(world.desk, world.viewer, number, asked);
  expect(tip).toMatchObject({
    kept: true,
    number: 1,
    state: { is: 'new', by: null },
    headline: '역 앞에서 불이 났어요',
    message: '역 앞에서 불이 났어요',
    place: '강남역',
    happened: { typed: '어제 오후 2시', at: Date.UTC(2026, 10, 22, 5) },
    consentContact: true,
    permission: 'no',
    age14: 'yes',
    files: [{ ...file, seal: expect.anything() }],
  });
  expect(contacts.shown).toEqual({
    name: '홍길동',
    list: [
      { way: 'phone', typed: '010-1234-5678', parsed: '+82 10 1234 5678', mayReply: true },
      { way: 'email', typed: 'hong@example.kr', parsed: 'hong@example.kr', mayReply: false },
    ],
  });
  expect(events.map(event => event.kind)).toEqual(['received', 'viewed', 'contact viewed']);
  expect(mails.map(mail => [mail.recipient, mail.state])).toEqual([
    ['desk@newsroom.example', 'owed'],
    ['night@newsroom.example', 'owed'],
  ]);
  const [kept = file] = tip.kept ? tip.files : [];
  expect(await text(world.desk.files.read(kept))).toBe('bytes');
});

test('a tip that names two uploads, one of which another has claimed, is refused and takes neither', async () => {
  const { desk, viewer, submit } = await createTipWorld();
  const send = (message: string, files: readonly TipFile[]) => submit({ message }, [], files);
  const [mine, theirs] = [await upload(desk), await upload(desk)];
  await send('first', [theirs]);
  await expect(send('second', [mine, theirs])).rejects.toMatchObject({ code: 'unknown-upload' });
  expect((await listTips(desk, viewer, {})).rows.map(({ headline }) => headline)).toEqual(['first']);
  expect(await desk.uploads.find(mine.id)).toMatchObject({ arrived: 5 });
});

test('the same submission sent twice, even at once, is one tip with one receipt', async () => {
  const world = await createTipWorld();
  const submission = { message: '두 번 눌렀어요', submission: '0f0e0d0c-0000-4000-8000-000000000001' };

  const [first, second] = await Promise.all([world.submit(submission), world.submit(submission)]);
  const third = await world.submit(submission);

  expect([second.number, third.number]).toEqual([first.number, first.number]);
  expect([second.receipt, third.receipt]).toEqual([first.receipt, first.receipt]);
  expect([first, second, third].map(received => received.repeated).sort()).toEqual([false, true, true]);
  expect(await world.desk.database.query.selectFrom('outbox').selectAll().execute()).toHaveLength(2);
});

test('a group in which one submission stands three times has it once, and all three are told so', async () => {
  const world = await createTipWorld();
  const submission = { message: '세 번', submission: '0f0e0d0c-0000-4000-8000-000000000003' };
  const sent = [submission, { message: '다른 글' }, submission, submission].map(fields =>
    world.submit(fields),
  );
  const [first, other, ...again] = await Promise.all(sent);
  expect(again.map(({ number }) => number)).toEqual([first?.number, first?.number]);
  expect(again.map(({ receipt }) => receipt)).toEqual([first?.receipt, first?.receipt]);
  expect([first, other, ...again].filter(received => received?.repeated)).toHaveLength(2);
  expect((await listTips(world.desk, world.viewer, {})).rows).toHaveLength(2);
});

test('of two tips that claim one upload at the same moment, one has it, and the other is refused', async () => {
  const { desk, viewer, submit } = await createTipWorld();
  const file = await upload(desk);
  const sent = ['one', 'other'].map(message => submit({ message }, [], [file]));
  const [more, ...both] = await Promise.allSettled([submit({ message: 'beside' }), ...sent]);
  expect(more?.status).toBe('fulfilled');
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'unknown-upload' },
  });
  const { rows } = await listTips(desk, viewer, {});
  expect(rows).toHaveLength(2);
  expect(await desk.uploads.find(file.id)).toBeNull();
});

test('a repeat leaves one copy of its files', async () => {
  const world = await createTipWorld();
  const submission = { message: '사진이에요', submission: 'x' };
  await world.submit(submission, [await world.takeFile('bytes')]);
  const repeat = await world.submit(submission, [await world.takeFile('bytes')]);

  expect(repeat.repeated).toBe(true);
  expect(await keptFiles(world)).toHaveLength(1);
});

test('a tip that was forgotten and is sent again is a new tip, with its files', async () => {
  const world = await createTipWorld();
  const submission = { message: '다시 보내요', submission: 'x' };
  const first = await world.submit(submission, [await world.takeFile('bytes')]);
  await forgetTip(world.desk, world.viewer, { number: first.number, version: 1 });

  const again = await world.submit(submission, [await world.takeFile('bytes')]);
  expect([again.repeated, again.number === first.number]).toEqual([false, false]);
  const { tip } = await readTip(world.desk, world.viewer, again.number);
  expect(tip).toMatchObject({ kept: true, message: '다시 보내요', files: [{ name: '사진.jpg' }] });
  expect(await keptFiles(world)).toHaveLength(1);
});

test('the same id with other content is a new tip', async () => {
  const world = await createTipWorld();
  const first = await world.submit({ message: '하나', submission: 'x' });
  const others = [
    await world.submit({ message: '둘', submission: 'x' }),
    await world.submit({ message: '하나', submission: 'x' }, [await world.takeFile('a')]),
    await world.submit({ message: '하나', submission: 'x' }, [await world.takeFile('b')]),
  ];
  expect(new Set([first, ...others].map(received => received.number)).size).toBe(4);
});

test('tips without an id are each their own', async () => {
  const world = await createTipWorld();
  const [a, b] = [await world.submit({ message: '같은 글' }), await world.submit({ message: '같은 글' })];
  expect(a.number).not.toBe(b.number);
  expect(a.receipt).not.toBe(b.receipt);
});

test('fifty tips at once have fifty numbers', async () => {
  const world = await createTipWorld();
  const received = await Promise.all(
    Array.from({ length: 50 }, (_, i) => world.submit({ message: `제보 ${i}` })),
  );
  expect(new Set(received.map(one => one.number)).size).toBe(50);
});

test('the receipt finds its tip however it is typed, and is itself not kept', async () => {
  const world = await createTipWorld();
  const { number, receipt } = await world.submit({ message: '접수 코드' });
  expect(receipt).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}$/);

  const find = (typed: string) => findTipByReceipt(world.desk, world.viewer, typed);
  expect(await find(receipt)).toBe(number);
  expect(
    await find(` ${receipt.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `),
  ).toBe(number);
  expect(await find('00000-00000-00000-00000')).toBeNull();
  expect(await find('')).toBeNull();

  const row = await world.desk.database.query.selectFrom('tips').selectAll().executeTakeFirstOrThrow();
  expect(JSON.stringify(row)).not.toContain(receipt);
});

test('every nasty string comes back from every field as it was typed, but for the replacements of the contract', async () => {
  const world = await createTipWorld();
  for (const nasty of NASTY_STRINGS) {
    const short = nasty.slice(0, 100);
    const { number } = await world.submit({
      message: `가${nasty}`,
      title: `나${short}`,
      place: `다${short}`,
      happened_at: `라${short}`,
      name: `마${short}`,
      phone: `바${short}`,
      email: `사${short}`,
      chat: `아${short}`,
      consent_contact: 'on',
    });
    const kept = (text: string) =>
      text.replaceAll('\r\n', '\n').replaceAll('\0', '\uFFFD').toWellFormed().normalize('NFC');
    const asked = { contacts: 'shown' } as const;
    const { tip, contacts } = await readTip(world.desk, world.viewer, number, asked);
    expect({ ...tip, ...contacts.shown }).toMatchObject({
      message: kept(`가${nasty}`),
      title: kept(`나${short}`),
      place: kept(`다${short}`),
      happened: { typed: kept(`라${short}`) },
      name: kept(`마${short}`),
      list: [
        { way: 'phone', typed: kept(`바${short}`) },
        { way: 'email', typed: kept(`사${short}`) },
        { way: 'chat', typed: kept(`아${short}`) },
      ],
    });
  }
});
