import { beforeEach, expect, test, vi } from 'vitest';
import { SetAside } from '../../src/outbox/job.ts';
import { dropOwed } from '../../src/outbox/owe.ts';
import { createOutboxWorld, gate, type OutboxWorld } from './outbox-world.ts';

let world: OutboxWorld;
beforeEach(async () => {
  world = await createOutboxWorld();
});

const states = async () => (await world.rows()).map(row => row.state);
const allAre = (state: string) =>
  vi.waitFor(async () => expect(new Set(await states())).toEqual(new Set([state])));

const drop = () => world.database.write(trx => dropOwed(trx, world.clock(), 'mail', '1'));

test('What is dropped is not done any more, and what is done stays done', async () => {
  const run = vi.fn(async () => {});
  await world.owe({ subject: '1' });
  await world.owe({ subject: '10' });
  await drop();
  const outbox = world.start({ mail: { run } });
  await vi.waitFor(async () => expect((await states()).sort()).toEqual(['done', 'dropped']));
  expect(run).toHaveBeenCalledOnce();
  expect(await outbox.retry()).toBe(0);
});

test('What is dropped does not come back from being set aside', async () => {
  const outbox = world.start({ mail: { run: () => Promise.reject(new SetAside('550 at DATA')) } });
  await world.owe();
  await allAre('set aside');
  await drop();
  expect(await outbox.retry()).toBe(0);
  expect(await states()).toEqual(['dropped']);
});

test('What is dropped is undone when it was in hand', async () => {
  const started = gate();
  const slow = gate();
  const undo = vi.fn(async () => {});
  const outbox = world.start({
    mail: {
      async run() {
        started.open();
        await slow.opened;
      },
      undo,
    },
  });
  await world.owe();
  outbox.wake();
  await started.opened;
  await drop();
  slow.open();
  await vi.waitFor(() => expect(undo).toHaveBeenCalledOnce());
  expect(await states()).toEqual(['dropped']);
});
