import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Context } from '../../../src/context.ts';
import { dropCallDraft, keepCallDraft, loadCallDrafts } from '../../../src/tips/calls/call-drafts.ts';
import { receiveMessage } from '../../../src/tips/talk/receive-message.ts';
import { killedAtEach } from '../killed.ts';
import { createCallWorld } from './call-world.ts';

/** What was typed of a call, kept as a draft while it was, with a recording. */
async function createBegunCall(more: Record<string, string> = {}) {
  const world = await createCallWorld();
  const { desk, viewer, takeFile, write } = world;
  const typed = { note: '두 명 다쳤대요', number: '010-1234-5678', submission: randomUUID(), ...more };
  const draft = { id: 'f'.repeat(32), seen: 1 };
  await keepCallDraft(desk, viewer, typed, { ...draft, seen: 0 });
  return {
    ...world,
    /** As the page's form does, pressed again by whoever has heard nothing. */
    async press(by: Context = desk) {
      const kept = await write(typed, { by, taken: [await takeFile('bytes', '통화.mp3', by)] });
      await dropCallDraft(by, viewer, typed, draft);
      return kept;
    },
    drafts: async () => (await loadCallDrafts(desk, viewer)).length,
  };
}

test('a call whose process is killed at any step is one tip, and its draft stays until it is there', async () => {
  const { desk, press, drafts, counts } = await createBegunCall();
  const seen: string[] = [];
  const { end, deaths } = await killedAtEach(desk, press, async () => {
    const now = await counts();
    expect([0, 1]).toContain(now.tips);
    // All that belongs to it, or nothing.
    expect(now).toEqual({
      tips: now.tips,
      messages: now.tips,
      contacts: now.tips,
      files: now.tips,
      mails: now.tips,
    });
    expect(now.tips + (await drafts())).toBeGreaterThan(0);
    seen.push(`${now.tips}${await drafts()}`);
  });
  expect([seen, deaths]).toEqual([['01', '11', '11', '10', '10'], 4]);
  // Whoever presses again is given the receipt that was never read out.
  expect(end).toMatchObject({ repeated: true, receipt: expect.stringMatching(/^[0-9A-Z]{5}-/) });
});

test('a call about a tip that is there is in its talk whole and once, wherever its process is killed', async () => {
  const { desk, submit, press, read, viewer } = await createBegunCall({
    ...{ tip: '1', use: 'unnamed', call_back: '2026-12-24', consent_contact: 'on' },
  });
  await submit({ message: '역 앞에서 불이 났어요' });
  const { end } = await killedAtEach(desk, press, async () => {
    const { messages, contacts, tip, work, events } = await read(1);
    const isThere = messages.length === 2;
    expect(messages.length).toBeLessThanOrEqual(2);
    expect(contacts.shown?.list.length).toBe(isThere ? 1 : 0);
    expect(tip).toMatchObject({ permission: isThere ? 'unnamed' : null });
    expect(work.remindOn).toBe(isThere ? '2026-12-24' : null);
    const kinds = events.filter(({ by }) => by?.email === viewer.email).map(({ kind }) => kind);
    for (const kind of ['reader wrote', 'reminder set', 'permission changed'])
      expect(kinds.filter(one => one === kind)).toHaveLength(isThere ? 1 : 0);
  });
  expect(end).toMatchObject({ number: 1, repeated: true });
});

test('the same call sent from two tabs at once is one, as a tip and in a talk', async () => {
  const { submit, write, counts, read } = await createCallWorld();
  const fields = { note: '불', number: '010-1234-5678', submission: randomUUID() };
  const both = await Promise.all([write(fields), write(fields)]);
  expect(both.map(({ repeated }) => repeated).sort()).toEqual([false, true]);
  expect((await counts()).tips).toBe(1);
  const { number } = await submit({ message: '다른 일' });
  const more = { ...fields, tip: String(number) };
  await Promise.all([write(more), write(more)]);
  const { messages, contacts } = await read(number);
  expect([messages.length, contacts.shown?.list.length]).toEqual([2, 1]);
});

test('what a reader writes and what staff write down of them at once both stand in the talk', async () => {
  const { desk, submit, write, read } = await createCallWorld();
  const { number } = await submit({ message: '불' });
  const attached = { taken: [], uploaded: [] };
  await Promise.all([
    receiveMessage(desk, { number, id: randomUUID(), body: '독자', attached }),
    write({ tip: String(number), note: '통화' }),
    receiveMessage(desk, { number, id: randomUUID(), body: '또 독자', attached }),
  ]);
  const { messages, tip } = await read(number);
  expect(messages.map(({ body }) => body).sort()).toEqual(['독자', '또 독자', '불', '통화'].sort());
  expect(tip.version).toBe(5);
});
