import { expect, test } from 'vitest';
import { askedTips } from '../../../src/tips/list/asked-tips.ts';
import { EVERYTHING, type Filter } from '../../../src/tips/list/filter.ts';
import type { TipCondition } from '../../../src/tips/list/views.ts';
import { changeTags } from '../../../src/tips/work/tags.ts';
import { engine } from '../../support/databases.ts';
import { createTipWorld } from '../tip-world.ts';

test('A tag that few tips have leads to them in every view', async () => {
  const { desk, viewer, submit } = await createTipWorld();
  for (let number = 1; number <= 3; number += 1) await submit({ message: '글' });
  await changeTags(desk, viewer, { number: 1, version: 1, add: ['화재'], remove: [] });
  const { query } = desk.database;
  const conditionFor = async (filter: Filter) => (await askedTips(desk, viewer, filter)).condition;
  const taggedIn = (condition: TipCondition) =>
    query.selectFrom('tips').select('number').where(condition).limit(51);
  const planOf = async (filter: Filter) => {
    const compiled = taggedIn(await conditionFor(filter)).compile();
    const { rows } = await query.executeQuery<object>({
      ...compiled,
      sql: `explain query plan ${compiled.sql}`,
    });
    return rows.flatMap(row => Object.values(row)).join(' ');
  };
  for (const view of ['all', 'new', 'closed'] as const) {
    const filter = { ...EVERYTHING, view, tag: '화재' };
    expect(await taggedIn(await conditionFor(filter)).execute()).toEqual(
      view === 'closed' ? [] : [{ number: 1 }],
    );
    // PostgreSQL weighs both ways by itself, and reads so few rows as they stand.
    if (engine() === 'postgres') continue;
    const plan = await planOf(filter);
    // Number by number, of those that the tag has.
    expect(plan).toMatch(
      /SEARCH tips USING (INTEGER PRIMARY KEY \(rowid=\?\)|(COVERING )?INDEX \w+ \(.*number=\?.*\))/,
    );
    expect(plan).toMatch(/SEARCH tip_tags USING COVERING INDEX \w+ \(tag=\?\)/);
  }
});
