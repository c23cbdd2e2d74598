import { expect, test } from 'vitest';
import { countTags } from '../../../src/tips/tags/seen-tags.ts';
import { retag } from '../../../src/tips/work/retag.ts';
import { changeTags } from '../../../src/tips/work/tags.ts';
import { bareTip } from '../../support/bare-tip.ts';
import { createTipWorld } from '../tip-world.ts';

/** A desk on which so many tips have the tag 화재. */
async function deskWithTagged(count: number) {
  const world = await createTipWorld();
  const { desk, viewer, submit } = world;
  const { query } = desk.database;
  await submit({ message: '글' });
  await changeTags(desk, viewer, { number: 1, version: 1, add: ['화재'], remove: [] });
  const { id: tag } = await query.selectFrom('tags').select('id').executeTakeFirstOrThrow();
  const tips = Array.from({ length: count - 1 }, () => bareTip());
  await desk.database.write(async trx => {
    const added = await trx.insertInto('tips').values(tips).returning('number').execute();
    const tagged = added.map(({ number }) => ({ id: crypto.randomUUID(), tip: number, tag }));
    await trx.insertInto('tip_tags').values(tagged).execute();
  });
  const tagged = async () => (await query.selectFrom('tip_tags').select('tip').execute()).length;
  return { ...world, tagged };
}

test('All tips lose a tag, though an older process has forgotten some and left it on them', async () => {
  const { desk, viewer, tagged } = await deskWithTagged(410);
  await desk.database.write(trx =>
    trx.updateTable('tips').set({ forgotten_at: 1 }).where('number', 'in', [2, 3, 300]).execute(),
  );
  expect(await retag(desk, viewer, { tag: '화재', to: '불' })).toBe(407);
  expect(await countTags(desk, viewer)).toEqual([{ name: '불', tips: 407 }]);
  expect(await tagged()).toBe(407);
  expect(await desk.database.query.selectFrom('tags').select('id').execute()).toHaveLength(1);
});

test('Of a common tag no more than a thousand tips are counted', async () => {
  const { desk, viewer } = await deskWithTagged(1_200);
  await changeTags(desk, viewer, { number: 1, version: 2, add: ['KTX'], remove: [] });
  expect(await countTags(desk, viewer)).toEqual([
    { name: '화재', tips: 1_000 },
    { name: 'KTX', tips: 1 },
  ]);
});

test('Of two who make each tag the other one each changes a tip once at most', async () => {
  const { desk, viewer } = await deskWithTagged(610);
  await changeTags(desk, viewer, { number: 1, version: 2, add: ['불'], remove: [] });
  const both = await Promise.all([
    retag(desk, viewer, { tag: '화재', to: '불' }),
    retag(desk, viewer, { tag: '불', to: '화재' }),
  ]);
  expect(Math.max(...both)).toBeLessThanOrEqual(610);
  const counted = (await countTags(desk, viewer)).map(({ tips }) => tips);
  expect(counted.reduce((one, other) => one + other)).toBe(610);
});
