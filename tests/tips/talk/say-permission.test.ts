import { expect, test } from 'vitest';
import { EVERYTHING } from '../../../src/tips/list/filter.ts';
import { listTips } from '../../../src/tips/list/list.ts';
import { readTip } from '../../../src/tips/read/read-tip.ts';
import { sayPermission } from '../../../src/tips/talk/say-permission.ts';
import { PERMISSIONS } from '../../../src/tips/tip.ts';
import { createTipWorld } from '../tip-world.ts';

test.each(PERMISSIONS)('a reader says %j of their photos, and page, list and history say so', async use => {
  const { desk, viewer, submit } = await createTipWorld();
  const { number } = await submit({ message: '글', consent_media: use === 'yes' ? '' : 'on' });
  await sayPermission(desk, { number, use });
  const { tip, events } = await readTip(desk, viewer, number);
  expect(tip).toMatchObject({ permission: use, version: 2 });
  expect(events.find(({ kind }) => kind === 'permission changed')).toMatchObject({ value: use, by: null });
  const { rows } = await listTips(desk, viewer, {});
  expect(rows).toMatchObject([{ permission: use }]);
  const having = await listTips(desk, viewer, { filter: { ...EVERYTHING, has: ['permission'] } });
  expect(having.rows).toHaveLength(use === 'no' ? 0 : 1);
});

test('without a name is no yes to an older version, which knows no third answer', async () => {
  const { desk, submit } = await createTipWorld();
  const { number } = await submit({ message: '글', consent_media: 'on' });
  await sayPermission(desk, { number, use: 'unnamed' });
  const row = desk.database.query.selectFrom('tips').select('consent_media').where('number', '=', number);
  expect(await row.executeTakeFirst()).toEqual({ consent_media: 0 });
});

test('the same answer once more changes nothing', async () => {
  const { desk, viewer, submit } = await createTipWorld();
  const { number } = await submit({ message: '글' });
  await sayPermission(desk, { number, use: 'yes' });
  await sayPermission(desk, { number, use: 'yes' });
  expect((await readTip(desk, viewer, number)).tip.version).toBe(2);
});
