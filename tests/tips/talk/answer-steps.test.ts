import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Context } from '../../../src/context.ts';
import { raiseLeastVersion } from '../../../src/db/versions/least-version.ts';
import { Failed } from '../../../src/jobs/job.ts';
import { answerMailHandler } from '../../../src/mail/answer-mail.ts';
import type { Letter, Mailer } from '../../../src/mail/letter.ts';
import { readTip } from '../../../src/tips/read/read-tip.ts';
import { answerReader } from '../../../src/tips/talk/answer-reader.ts';
import { ANONYMOUS, changeContacts } from '../../../src/tips/talk/change-contacts.ts';
import { readTalk } from '../../../src/tips/talk/read-talk.ts';
import { answerHandler } from '../../../src/tips/talk/show-answer.ts';
import { undoAnswer } from '../../../src/tips/talk/undo-answer.ts';
import { NOTHING_BESIDE } from '../../../src/tips/typed-beside.ts';
import { keepDraft, loadDrafts, type Typed } from '../../../src/tips/work/notes/drafts.ts';
import { killedAtEach } from '../killed.ts';
import { createTipWorld } from '../tip-world.ts';

const QUESTION = '영상을 써도 될까요?';

/** A desk with a tip whose reader is answered by mail, from a page on which the answer was kept as a draft. */
async function createTalk() {
  const world = await createTipWorld();
  const { desk, viewer } = world;
  const contact = { email: 'reader@example.kr', reply_by: 'email', consent_contact: 'on' };
  const { number } = await world.submit({ message: '역 앞에서 불이 났어요', ...contact });
  const draft = { id: randomUUID().replaceAll('-', ''), seen: 0 };
  const typed = (answer: string): Typed => ({
    ...{ number, body: '', draft: { ...draft, seen: 1 } },
    beside: { ...NOTHING_BESIDE, messages_body: answer },
  });
  await keepDraft(desk, viewer, { ...typed(QUESTION), draft });
  // A write of its own, once in a desk's life.
  await raiseLeastVersion(desk.database, '0.6.0');
  const { tip, messages } = await readTip(desk, viewer, number);
  const asked = {
    number,
    version: tip.version,
    seen: messages.at(-1)?.id ?? '',
    body: QUESTION,
    way: 'email',
  };
  const rows = (table: 'outbox' | 'events', kind: string) =>
    desk.database.query.selectFrom(table).select(['subject']).where('kind', '=', kind).execute();
  const subject = async (kind: string) => (await rows('outbox', kind))[0]?.subject ?? '';
  return {
    ...{ ...world, number, rows },
    /** Where the answer stands: among what was said, and in the draft. */
    places: async () => ({
      said: (await readTip(desk, viewer, number)).messages.flatMap(({ answer, body }) =>
        answer ? [body] : [],
      ),
      drafts: (await loadDrafts(desk, viewer, number)).map(({ beside }) => beside.messages_body),
    }),
    answer: (by: Context = desk) => answerReader(by, viewer, { ...asked, left: typed('') }),
    undo: (message: string, by: Context = desk) =>
      undoAnswer(by, viewer, { number, message, asDraft: typed }),
    show: async (by: Context = desk) =>
      answerHandler(by)['show answer'].run(inHand('show answer', await subject('show answer'))),
    mail: async (send: (letter: Letter) => void, by: Context = desk) =>
      answerMailHandler(by, mailerOf(send)).run(inHand('answer mail', Number(await subject('answer mail')))),
  };
}

const inHand = <K extends string, S>(kind: K, subject: S) => ({
  ...{ kind, subject, attempts: 1, claimedAt: 0 },
  signal: new AbortController().signal,
});

const mailerOf = (send: (letter: Letter) => void): Mailer => ({
  kind: 'smtp',
  async send(letter, _signal, onTurn) {
    await onTurn?.();
    send(letter);
  },
  check: async () => {},
  close: async () => {},
});

const HELD = { said: [], drafts: [QUESTION] };
const GIVEN = { said: [QUESTION], drafts: [] };

test('an answer whose process is killed at any step stands in the talk or in its draft, and is given once', async () => {
  const { desk, answer, places, rows } = await createTalk();
  const seen = new Set<string>();
  const { end, deaths } = await killedAtEach(desk, answer, async () => {
    const now = await places();
    expect([HELD, GIVEN]).toContainEqual(now);
    seen.add(JSON.stringify(now));
  });
  expect(deaths).toBeGreaterThanOrEqual(2);
  expect(seen.size).toBe(2);
  // Whoever sends it again, as the browser was told nothing, is shown that it is there.
  expect(end).toMatchObject({ code: 'read-first' });
  expect(await places()).toEqual(GIVEN);
  expect(await rows('outbox', 'show answer')).toHaveLength(1);
  expect(await rows('events', 'answered')).toHaveLength(1);
});

test('an answer whose undoing is killed at any step stands in the talk or in its draft', async () => {
  const { desk, answer, undo, places } = await createTalk();
  const { message } = await answer();
  const { end } = await killedAtEach(
    desk,
    by => undo(message, by),
    async () => expect([HELD, GIVEN]).toContainEqual(await places()),
  );
  expect(end).toMatchObject({ code: 'answer-gone' });
  expect(await places()).toEqual(HELD);
});

test('an answer is shown once and owed one mail, wherever its process is killed', async () => {
  const { desk, number, answer, show, rows } = await createTalk();
  await answer();
  const { deaths } = await killedAtEach(desk, show, async () => {
    const [row] = await desk.database.query
      .selectFrom('messages')
      .select('shown_at')
      .where('direction', '=', 'out')
      .execute();
    // Both or neither.
    expect(await rows('outbox', 'answer mail')).toHaveLength(row?.shown_at == null ? 0 : 1);
  });
  expect(deaths).toBeGreaterThanOrEqual(2);
  await show();
  expect(await rows('outbox', 'answer mail')).toHaveLength(1);
  const shown = (await readTalk(desk, number))?.messages.map(({ body }) => body);
  expect(shown).toEqual(['역 앞에서 불이 났어요', QUESTION]);
});

test('an answer is undone or shown, and never both, where the two meet', async () => {
  for (const isUndoFirst of [true, false]) {
    const { desk, number, answer, undo, show } = await createTalk();
    const { message } = await answer();
    const undoing = () =>
      undo(message).then(
        () => 'undone',
        error => error.code,
      );
    const both = isUndoFirst ? [undoing(), show()] : [show(), undoing()];
    const isUndone = (await Promise.all(both)).includes('undone');
    const shown = (await readTalk(desk, number))?.messages.map(({ body }) => body);
    expect(shown?.includes(QUESTION)).toBe(!isUndone);
  }
});

test('a mail of an answer of which nobody knows whether it arrived goes again as the same one', async () => {
  const { answer, show, mail } = await createTalk();
  await answer();
  await show();
  const sent: Letter[] = [];
  const lost = mail(letter => {
    sent.push(letter);
    throw new Failed('ECONNRESET');
  });
  await expect(lost).rejects.toThrow('ECONNRESET');
  await mail(letter => sent.push(letter));
  expect(sent.map(({ to }) => to)).toEqual(['reader@example.kr', 'reader@example.kr']);
  expect(sent[1]).toEqual(sent[0]);
});

test('no mail of an answer goes to an address that was taken back, wherever its process is killed', async () => {
  const { desk, number, answer, show, mail } = await createTalk();
  await answer();
  await show();
  await changeContacts(desk, number, ANONYMOUS);
  const sent: Letter[] = [];
  await killedAtEach(
    desk,
    by => mail(letter => sent.push(letter), by),
    async () => expect(sent).toEqual([]),
  );
  const owed = desk.database.query.selectFrom('outbox').select('state').where('kind', '=', 'answer mail');
  expect(await owed.execute()).toEqual([{ state: 'dropped' }]);
});
