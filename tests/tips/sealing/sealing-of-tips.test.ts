import { expect, test } from 'vitest';
import { PLAIN_PAGES, readFact } from '../../../src/db/desk-facts.ts';
import { createLog } from '../../../src/log.ts';
import { forgetTip } from '../../../src/tips/end/forget.ts';
import { readTip } from '../../../src/tips/read/read-tip.ts';
import { countPlain, readPlainLeft } from '../../../src/tips/sealing/plain-left.ts';
import { createSealing } from '../../../src/tips/sealing/sealing.ts';
import { whenDone } from '../../support/cleanup.ts';
import { HOUR, MINUTE } from '../../support/clock.ts';
import { waitUntil } from '../../support/wait-for.ts';
import { createTipWorld, type TipWorld } from '../tip-world.ts';
import { marksInPlain, receiveOlder } from './older-tips.ts';

const plainLeft = ({ desk }: TipWorld) => readPlainLeft(desk.database.query);

function startSealing(
  { desk }: TipWorld,
  more: Partial<TipWorld['desk']> = {},
  turn = async () => {},
  lookEvery = 60_000,
) {
  const sealing = createSealing({ ...desk, clock: Date.now, ...more }, turn, lookEvery);
  whenDone(() => sealing.stop());
  sealing.start();
  return sealing;
}

const untilSealed = ({ desk }: TipWorld) =>
  expect.poll(() => countPlain(desk.database.query), { timeout: 60_000 }).toBe(0);

test('all that an older version wrote is sealed, and the desk knows that older pages may hold it', async () => {
  const world = await createTipWorld();
  const numbers: number[] = [];
  for (let tip = 0; tip < 12; tip++) numbers.push((await receiveOlder(world)).number);
  expect(await plainLeft(world)).toMatchObject({ tips: 12, mayStandInOldPages: false });

  startSealing(world);
  await untilSealed(world);
  expect(await plainLeft(world)).toMatchObject({ tips: 0, mayStandInOldPages: true });
  expect(await marksInPlain(world)).toEqual([]);
  for (const number of numbers)
    expect((await readTip(world.desk, world.viewer, number)).tip).toMatchObject({
      message: 'unforgettable messages.body',
    });
});

test('a desk on which nothing was ever plain is left alone, and says nothing', async () => {
  const world = await createTipWorld();
  await world.submit({ message: '글' });
  const asked = Promise.withResolvers<void>();
  const sealing = startSealing(world, {
    maySeal: async () => {
      asked.resolve();
      return true;
    },
  });
  await asked.promise;
  await sealing.stop();
  expect(await plainLeft(world)).toEqual({ tips: 0, files: 0, uploads: 0, mayStandInOldPages: false });
  expect(await readFact(world.desk.database.query, PLAIN_PAGES)).toBeNull();
});

test('a tip that is forgotten before it is sealed leaves older pages, and one that was sealed none', async () => {
  const world = await createTipWorld();
  const { desk, viewer, submit, asOlder } = world;
  const sealed = await submit({ message: '글' });
  const plain = await submit({ message: '글' }, [], [], asOlder);
  await forgetTip(desk, viewer, { number: sealed.number, version: 1 });
  expect(await plainLeft(world)).toMatchObject({ tips: 1, mayStandInOldPages: false });
  await forgetTip(desk, viewer, { number: plain.number, version: 1 });
  expect(await plainLeft(world)).toMatchObject({ tips: 0, mayStandInOldPages: true });
});

test('nothing is sealed while an older version may be at work, nor while posts go first', async () => {
  const world = await createTipWorld();
  await receiveOlder(world);
  const asked = Promise.withResolvers<void>();
  const older = startSealing(world, {
    maySeal: async () => {
      asked.resolve();
      return false;
    },
  });
  await asked.promise;
  await older.stop();

  const [begun, through] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  startSealing(world, {}, () => {
    begun.resolve();
    return through.promise;
  });
  await begun.promise;
  expect(await plainLeft(world)).toMatchObject({ tips: 1 });
  through.resolve();
  await untilSealed(world);
});

test('a tip that cannot be sealed keeps no other from it', async () => {
  const world = await createTipWorld();
  const { database } = world.desk;
  const broken = await receiveOlder(world);
  await receiveOlder(world);
  // Its key is of a master that is not there.
  await database.write(trx =>
    trx.insertInto('tip_keys').values({ tip: broken.number, master: 99, salt: 'salt' }).execute(),
  );
  startSealing(world);
  await expect.poll(() => countPlain(database.query), { timeout: 60_000 }).toBe(1);
  expect((await readTip(world.desk, world.viewer, broken.number)).tip).toMatchObject({
    message: 'unforgettable messages.body',
  });
});

test('a tip that cannot be sealed is told once, by its number, and tried again in an hour', async () => {
  const world = await createTipWorld();
  const { database, clock } = world.desk;
  const { number } = await receiveOlder(world);
  await database.write(trx =>
    trx.insertInto('tip_keys').values({ tip: number, master: 99, salt: 'salt' }).execute(),
  );
  const said: string[] = [];
  let looks = 0;
  const maySeal = async () => {
    looks++;
    // The turn of the look before is over.
    world.clock.move(MINUTE / 2);
    return true;
  };
  startSealing(world, { clock, maySeal, log: createLog(line => said.push(line)) }, async () => {}, 1);
  const again = looks + 40;
  await waitUntil(() => looks >= again);
  const ofTips = said.map(line => JSON.parse(line)).filter(({ msg }) => msg.startsWith('a tip '));
  expect(ofTips.map(({ id }) => id)).toEqual([String(number)]);

  await database.write(trx => trx.deleteFrom('tip_keys').where('tip', '=', number).execute());
  world.clock.move(HOUR);
  await untilSealed(world);
});

test('two processes that take turns seal each tip once', async () => {
  const world = await createTipWorld();
  for (let tip = 0; tip < 20; tip++) await receiveOlder(world);
  startSealing(world);
  startSealing(world);
  await untilSealed(world);
  const heads = await world.desk.database.query.selectFrom('tip_heads').select('tip').execute();
  expect(heads).toHaveLength(20);
  expect(await marksInPlain(world)).toEqual([]);
});
