import { expect, it } from 'vitest';
import { createJobs } from '../../src/jobs/jobs.ts';
import { createLog } from '../../src/log.ts';
import { inspectionHandlers } from '../../src/media/handlers.ts';
import type { Sandbox } from '../../src/media/sandbox/sandbox.ts';
import { whenDone } from '../support/cleanup.ts';
import { MINUTE, SECOND } from '../support/clock.ts';
import { allLeftOwed } from '../support/jobs.ts';
import { createTipWorld } from '../tips/tip-world.ts';

type Looking = (claimedType: string) => Promise<{ took: number } | undefined>;

/** A desk whose sandbox takes a second for each file unless said, and writes down their claimed types in its order. */
async function createQueue(look: Looking = async () => undefined) {
  const { desk, clock, submit, takeFile } = await createTipWorld();
  const order: string[] = [];
  const leftOut: string[] = [];
  const sandbox: Pick<Sandbox, 'inspect'> = {
    async inspect({ claimedType, decode }) {
      order.push(claimedType);
      if (decode === false) leftOut.push(claimedType);
      const { took } = (await look(claimedType)) ?? { took: SECOND };
      clock.move(took);
      return { type: null, details: {}, broken: false, shortfall: null, took };
    },
  };
  const { database } = desk;
  const run = () => {
    const jobs = createJobs({
      ...{ database, clock, slots: { 'inspect file': 1 } },
      log: createLog(() => {}),
      handlers: { ...allLeftOwed, ...inspectionHandlers(desk, sandbox, async () => {}) },
    });
    whenDone(() => jobs.stop(AbortSignal.timeout(2_000)));
    return jobs;
  };
  const jobs = run();
  return {
    ...{ order, leftOut, clock, jobs, runAnother: () => run() },
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
          .where('kind', '=', 'inspect file')
          .where('due', '<=', clock())
          .execute(),
      ),
    owed: () =>
      database.query
        .selectFrom('outbox')
        .select('due')
        .where('kind', '=', 'inspect file')
        .where('state', '=', 'owed')
        .orderBy('due')
        .execute(),
  };
}

it('Tips take turns, a file each, so that one with many files does not stand before all others', async () => {
  const { order, jobs, send } = await createQueue();
  await send('a1', 'a2', 'a3', 'a4');
  await send('b1');
  await send('c1', 'c2');
  jobs.start();
  await expect.poll(() => order).toHaveLength(7);
  expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3', 'a4']);
});

it('A file that cannot be looked at holds up neither its own tip nor others', async () => {
  const { order, jobs, send, owed } = await createQueue(async type => {
    if (type === 'a1') throw new Error('no such file');
    return undefined;
  });
  await send('a1', 'a2', 'a3');
  await send('b1');
  jobs.start();
  await expect.poll(async () => (await owed()).length).toBe(1);
  expect(order.slice(0, 2)).toEqual(['a1', 'b1']);
  expect(order).toEqual(expect.arrayContaining(['a2', 'a3']));
});

it('A tip that comes while heavy pictures of another are looked at is done before their next one', async () => {
  const begun = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const { order, jobs, send } = await createQueue(async type => {
    if (type === 'a1') {
      begun.resolve();
      await release.promise;
    }
    return { took: type.startsWith('a') ? 18 * SECOND : SECOND };
  });
  await send('a1', 'a2', 'a3');
  jobs.start();
  await begun.promise;
  await send('b1', 'b2', 'b3', 'b4', 'b5');
  release.resolve();
  await expect.poll(() => order).toHaveLength(8);
  expect(order).toEqual(['a1', 'b1', 'b2', 'b3', 'b4', 'b5', 'a2', 'a3']);
});

it('A tip that comes late, when two others wait with many heavy pictures, is begun with their next one', async () => {
  const { order, jobs, send } = await createQueue(async type => {
    if (order.length === 6) await send('c1');
    return { took: type.startsWith('c') ? SECOND : 18 * SECOND };
  });
  await send('a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8');
  await send('b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7', 'b8');
  jobs.start();
  await expect.poll(() => order).toHaveLength(17);
  expect(order.indexOf('c1')).toBeLessThanOrEqual(8);
});

it('With two processes on one database the files of a tip still wait for one another', async () => {
  const inHand = new Set<string>();
  const together: string[] = [];
  const { order, jobs, runAnother, send } = await createQueue(async type => {
    const tip = type.slice(0, 1);
    if (inHand.has(tip)) together.push(type);
    inHand.add(tip);
    await new Promise(resolve => setImmediate(resolve));
    inHand.delete(tip);
    return { took: tip === 'a' ? 18 * SECOND : SECOND };
  });
  await send('a1', 'a2', 'a3', 'a4');
  await send('b1', 'b2', 'b3', 'b4');
  for (const one of [jobs, runAnother()]) one.start();
  await expect.poll(() => order).toHaveLength(8);
  expect(together).toEqual([]);
  expect(new Set(order).size).toBe(8);
});

it('Once the files of a tip have taken ten minutes, the type alone of the others is found out', async () => {
  const { order, leftOut, jobs, send } = await createQueue(async type => ({
    took: type.startsWith('a') ? 5 * MINUTE : SECOND,
  }));
  await send('a1', 'a2', 'a3', 'a4');
  await send('b1', 'b2');
  jobs.start();
  await expect.poll(() => order).toHaveLength(6);
  expect(leftOut).toEqual(['a3', 'a4']);
});

it('The small files of a tip are looked at before its large ones, which wait for them', async () => {
  const { clock, order, jobs, send, owed } = await createQueue();
  const sentAt = clock();
  await send('a long one', 'a longer one', 'short');
  expect((await owed()).map(({ due }) => due - sentAt)).toEqual([0, 10 * MINUTE, 20 * MINUTE]);
  jobs.start();
  await expect.poll(() => order).toEqual(['short', 'a long one', 'a longer one']);
});

it('A file whose turn nobody gave it, because the process ended in between, is looked at ten minutes later', async () => {
  const { order, jobs, send, settleFirst, clock } = await createQueue();
  await send('a1', 'a2');
  await settleFirst();
  clock.move(10 * MINUTE);
  jobs.start();
  await expect.poll(() => order).toEqual(['a2']);
});
