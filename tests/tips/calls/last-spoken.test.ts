import { expect, test } from 'vitest';
import { answerReader } from '../../../src/tips/talk/answer-reader.ts';
import { answerHandler } from '../../../src/tips/talk/show-answer.ts';
import { undoAnswer } from '../../../src/tips/talk/undo-answer.ts';
import { blockTalk } from '../../../src/tips/work/block.ts';
import { createCallWorld } from './call-world.ts';

const KINDS = [
  ['call', 'waiting'],
  ['visit', 'waiting'],
  ['letter', 'unanswered'],
];

/** A tip of which staff have written that down, and then an answer. */
async function createAnswered(kind = 'call') {
  const { desk, viewer, submit, write, read, clock } = await createCallWorld();
  const { number } = await submit({ message: '불이 났어요' });
  clock.move(60_000);
  await write({ tip: String(number), kind, note: '두 명 다쳤대요' });
  clock.move(60_000);
  const turn = async () => (await read(number)).tip.turn;
  const { tip, messages } = await read(number);
  const page = { number, version: tip.version, seen: messages.at(-1)?.id ?? '', way: 'receipt' };
  const { message } = await answerReader(desk, viewer, { ...page, body: '영상이 있나요?' });
  return { desk, viewer, number, message, read, turn };
}

test.each(KINDS)('once an answer after a %s is undone, the tip is %s as before', async (kind, turn) => {
  const { desk, viewer, number, message, turn: now } = await createAnswered(kind);
  await undoAnswer(desk, viewer, { number, message });
  expect(await now()).toBe(turn);
});

test('an answer that missed a blocked reader leaves the call before it the last word', async () => {
  const { desk, viewer, number, message, read, turn } = await createAnswered();
  const switchTo = async (on: boolean) =>
    blockTalk(desk, viewer, { number, version: (await read(number)).tip.version, on });
  await switchTo(true);
  const show = { kind: 'show answer', subject: message, attempts: 1, claimedAt: 0 } as const;
  await answerHandler(desk)['show answer'].run({ ...show, signal: AbortSignal.timeout(60_000) });
  await desk.database.write(trx =>
    trx.updateTable('outbox').set({ state: 'done' }).where('subject', '=', message).execute(),
  );
  await switchTo(false);
  expect(await turn()).toBe('waiting');
});
