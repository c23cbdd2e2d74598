import { expect, it } from 'vitest';
import type { Darkroom } from '../../src/inspection/darkroom.ts';
import { inspectionHandlers } from '../../src/inspection/handlers.ts';
import { INSPECT_FILE } from '../../src/inspection/inspection.ts';
import { createLog } from '../../src/log.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { whenDone } from '../support/cleanup.ts';
import { MINUTE, SECOND } from '../support/clock.ts';
import { createTipWorld } from '../tips/tip-world.ts';

/** A desk whose darkroom takes a second for each file, and writes down their claimed types in its order. */
async function createQueue(look: (claimedType: string) => Promise<void> = async () => {}) {
  const { desk, clock, submit, takeFile } = await createTipWorld();
  const order: string[] = [];
  const darkroom: Darkroom = {
    async inspect({ claimedType }) {
      order.push(claimedType);
      clock.move(SECOND);
      await look(claimedType);
      return { type: null, details: {}, broken: false, shortfall: null };
    },
    stop: async () => {},
  };
  const { database, files } = desk;
  const outbox = createOutbox({
    ...{ database, clock, hands: 1 },
    log: createLog(() => {}),
    handlers: inspectionHandlers({ database, files, clock, darkroom }),
  });
  whenDone(() => outbox.stop(AbortSignal.timeout(2_000)));
  return {
    ...{ order, clock, outbox },
    async send(...types: string[]) {
      const taken = await Promise.all(types.map(type => takeFile(type)));
      await submit(
        { message: `글 ${types.join()}` },
        taken.map((file, index) => ({ ...file, claimedType: types[index] ?? '' })),
      );
      clock.move(1);
    },
    /** As if it had been looked at, and then the lights had gone out. */
    settleFirst: () =>
      database.write(trx =>
        trx
          .updateTable('outbox')
          .set({ state: 'done', settled_at: clock() })
          .where('kind', '=', INSPECT_FILE)
          .where('due', '<=', clock())
          .execute(),
      ),
    owed: () =>
      database.query
        .selectFrom('outbox')
        .select('subject')
        .where('kind', '=', INSPECT_FILE)
        .where('state', '=', 'owed')
        .execute(),
  };
}

it('Tips take turns, a file each, so that one with many files does not stand before all others', async () => {
  const { order, outbox, send } = await createQueue();
  await send('a1', 'a2', 'a3', 'a4');
  await send('b1');
  await send('c1', 'c2');
  outbox.start();
  await expect.poll(() => order).toHaveLength(7);
  expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3', 'a4']);
});

it('A file that cannot be looked at holds up neither its own tip nor others', async () => {
  const { order, outbox, send, owed } = await createQueue(async type => {
    if (type === 'a1') throw new Error('no such file');
  });
  await send('a1', 'a2', 'a3');
  await send('b1');
  outbox.start();
  await expect.poll(async () => (await owed()).length).toBe(1);
  expect(order.slice(0, 2)).toEqual(['a1', 'b1']);
  expect(order).toEqual(expect.arrayContaining(['a2', 'a3']));
});

it('A file whose turn nobody gave it, because the process ended in between, is looked at a minute later', async () => {
  const { order, outbox, send, settleFirst, clock } = await createQueue();
  await send('a1', 'a2');
  await settleFirst();
  clock.move(MINUTE);
  outbox.start();
  await expect.poll(() => order).toEqual(['a2']);
});
