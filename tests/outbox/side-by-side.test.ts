import { expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { sideBySide } from '../../src/outbox/side-by-side.ts';
import { whenDone } from '../support/cleanup.ts';
import { createOutboxWorld, gate } from './outbox-world.ts';

it('What takes long in one outbox holds up nothing in another, and no more is in hand than it has hands', async () => {
  const { database, clock, owe, rows } = await createOutboxWorld();
  const work = { database, clock, log: createLog(() => {}) };
  const long = gate();
  const begun: string[] = [];
  const inspect = async ({ subject }: { subject: string }) => {
    begun.push(subject);
    await long.opened;
  };
  const outbox = sideBySide(
    createOutbox({ ...work, handlers: { mail: { run: async () => {} } } }),
    createOutbox({ ...work, handlers: { inspect: { run: inspect } }, hands: 2 }),
  );
  for (const subject of ['1', '2', '3']) await owe({ kind: 'inspect', subject, recipients: [null] });
  outbox.start();
  whenDone(() => outbox.stop(AbortSignal.timeout(2_000)));
  await expect.poll(() => begun.length).toBe(2);

  await owe({ kind: 'mail', subject: '4' });
  outbox.wake();
  const stateOf = async (subject: string) => (await rows()).find(row => row.subject === subject)?.state;
  await expect.poll(() => stateOf('4')).toBe('done');
  expect(begun).toHaveLength(2);

  long.open();
  await expect.poll(async () => (await rows()).map(row => row.state)).toEqual(Array(4).fill('done'));
});
