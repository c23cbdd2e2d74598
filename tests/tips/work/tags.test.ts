import { expect, test } from 'vitest';
import { type Code, Refusal } from '../../../src/errors.ts';
import { forgetTip } from '../../../src/tips/end/forget.ts';
import { loadTags } from '../../../src/tips/tags/load-tags.ts';
import { loadOfferedTags } from '../../../src/tips/tags/seen-tags.ts';
import { readTags, taggedAs } from '../../../src/tips/tags/tag.ts';
import { changeTags } from '../../../src/tips/work/tags.ts';
import { allRows } from '../../support/all-rows.ts';
import { plantTopics } from '../../support/topics.ts';
import { addViewer, createTipWorld } from '../tip-world.ts';

const refusedWith = (code: Code) => (error: unknown) => error instanceof Refusal && error.code === code;

/** Two tips, and what tags one of them, in the version that it has. */
async function deskWithTips() {
  const world = await createTipWorld();
  const { desk, viewer, submit } = world;
  for (const message of ['하나', '둘']) await submit({ message });
  const versions = new Map([
    [1, 1],
    [2, 1],
  ]);
  const change = async (number: number, add: string, remove = '') => {
    const version = versions.get(number) ?? 0;
    const asked = { number, version, add: readTags([add]), remove: readTags([remove]) };
    versions.set(number, await changeTags(desk, viewer, asked));
  };
  const tagsOf = async (number: number) => (await loadTags(desk, [number])).get(number);
  const kept = () => desk.database.query.selectFrom('tags').selectAll().execute();
  return { ...world, change, tagsOf, kept };
}

test('Tags are told apart by more than case, and kept in the letters typed first', async () => {
  const { desk, change, tagsOf, kept } = await deskWithTips();
  await change(1, ' #화재,  KTX , ktx,, 대형  화재 ');
  await change(2, 'Ktx, \u1112\u116a\u110c\u1162');
  expect(await tagsOf(1)).toEqual(['대형 화재', '화재', 'KTX']);
  expect(await tagsOf(2)).toEqual(['화재', 'KTX']);
  expect(await kept()).toHaveLength(3);
  const rows = await allRows(desk.database.query);
  for (const name of ['화재', 'KTX', 'ktx']) expect(rows).not.toContain(name);

  const found = desk.database.query.selectFrom('tips').select('number').orderBy('number');
  expect(await found.where(taggedAs(desk.masters, 'ＫＴＸ')).execute()).toEqual([
    { number: 1 },
    { number: 2 },
  ]);
  expect(await found.where(taggedAs(desk.masters, '대형 화재')).execute()).toEqual([{ number: 1 }]);
  expect(await found.where(taggedAs(desk.masters, '화')).execute()).toEqual([]);
});

test('A tag that no tip has any more is gone, taken off or forgotten', async () => {
  const { desk, viewer, change, tagsOf, kept } = await deskWithTips();
  await change(1, '화재, 홍수');
  await change(2, '화재');
  await change(1, '', '홍수');
  expect(await tagsOf(1)).toEqual(['화재']);
  expect(await kept()).toHaveLength(1);
  await forgetTip(desk, viewer, { number: 1, version: 3 });
  expect(await tagsOf(2)).toEqual(['화재']);
  await forgetTip(desk, viewer, { number: 2, version: 2 });
  expect(await kept()).toEqual([]);
});

test('What is no tag, too long, one too many or too late changes nothing', async () => {
  const { desk, viewer, change, tagsOf } = await deskWithTips();
  await change(1, Array.from({ length: 20 }, (_, index) => `태그${index}`).join(','));
  await change(1, '새것', '태그0');
  for (const [add, code] of [
    ['  ,, # ', 'tag-missing'],
    ['하나 더', 'too-many-tags'],
    ['가'.repeat(41), 'tag-too-long'],
  ] as const)
    await expect(change(1, add)).rejects.toSatisfy(refusedWith(code));
  const late = { number: 1, version: 1, add: ['늦은 것'], remove: [] };
  await expect(changeTags(desk, viewer, late)).rejects.toSatisfy(refusedWith('stale'));
  expect(await tagsOf(1)).toHaveLength(20);
});

test('Two tips that trade their last tags at once both have them', async () => {
  const { change, tagsOf, kept } = await deskWithTips();
  await change(1, '가');
  await change(2, '나');
  await Promise.all([change(1, '나', '가'), change(2, '가', '나')]);
  expect([await tagsOf(1), await tagsOf(2)]).toEqual([['나'], ['가']]);
  expect(await kept()).toHaveLength(2);
});

test('A tag that stands on hidden tips alone is not offered', async () => {
  const { desk, viewer, change } = await deskWithTips();
  await plantTopics(desk.database, viewer.staffId);
  await change(1, '비밀, 모두');
  await change(2, '모두');
  await desk.database.write(trx =>
    trx.updateTable('tips').set({ topic: 'other-secret' }).where('number', '=', 1).execute(),
  );
  const editor = { ...(await addViewer(desk, 'other@newsroom.example')), role: 'editor' as const };
  expect(await loadOfferedTags(desk, viewer)).toEqual(['모두', '비밀']);
  expect(await loadOfferedTags(desk, editor)).toEqual(['모두']);
});
