import { beforeAll, expect, test } from 'vitest';
import { toViewer, type Viewer } from '../../../src/staff/access.ts';
import { numbersAlong } from '../../../src/tips/list/along.ts';
import { conditionOf } from '../../../src/tips/list/asked-tips.ts';
import { EVERYTHING, type Filter } from '../../../src/tips/list/filter.ts';
import { leadOf } from '../../../src/tips/list/lead.ts';
import { ALL_NUMBERS } from '../../../src/tips/list/slices.ts';
import { engine } from '../../support/databases.ts';
import { addViewer, createTipWorld, type TipWorld } from '../tip-world.ts';
import { makeTips } from './made-list.ts';

let world: TipWorld;
let admin: Viewer;
let reporter: Viewer;

beforeAll(async () => {
  world = await createTipWorld();
  const other = await addViewer(world.desk, 'other@newsroom.example');
  await makeTips(world.desk, [world.viewer.staffId, other.staffId], 120);
  const { staffId: id, email } = world.viewer;
  admin = toViewer({ id, email, role: 'admin', topics: [] });
  reporter = toViewer({ id, email, role: 'reporter', topics: ['open'] });
}, 60_000);

/** What leads to each, by the indexes of SQLite, which knows nothing of how many tips stand where. */
const LEADS: readonly { who: 'admin' | 'reporter'; asked: Partial<Filter>; indexes: readonly string[] }[] = [
  { who: 'admin', asked: { view: 'due' }, indexes: ['tips_remind_on'] },
  { who: 'admin', asked: { topic: 'open' }, indexes: ['tips_topic'] },
  { who: 'admin', asked: { view: 'closed', topic: 'open' }, indexes: ['tips_state_on'] },
  { who: 'admin', asked: { view: 'new', topic: 'open' }, indexes: ['tips_state_on'] },
  { who: 'admin', asked: { view: 'open', assignee: 'me' }, indexes: ['tips_at_work_of'] },
  {
    who: 'admin',
    asked: { view: 'closed', assignee: 'me' },
    indexes: ['tips_assignee'],
  },
  { who: 'admin', asked: { talk: 'replied' }, indexes: ['tips_answered'] },
  { who: 'reporter', asked: { view: 'open', talk: 'waiting' }, indexes: ['tips_waiting'] },
  { who: 'admin', asked: { view: 'closed', outcome: 'used' }, indexes: ['tips_outcome'] },
  { who: 'reporter', asked: {}, indexes: ['tips_topic', 'tips_assignee', 'mentions'] },
  { who: 'reporter', asked: { view: 'closed' }, indexes: ['tips_state_on', 'tips_assignee', 'mentions'] },
  { who: 'reporter', asked: { view: 'spam' }, indexes: ['tips_outcome_on', 'tips_outcome_of', 'mentions'] },
  { who: 'reporter', asked: { view: 'new' }, indexes: ['tips_state_on', 'tips_at_work_of', 'mentions'] },
  { who: 'reporter', asked: { view: 'unassigned' }, indexes: ['tips_unassigned_on', 'mentions'] },
];

const FIRST = { direction: 'desc', between: ALL_NUMBERS, atMost: 20 } as const;

test.each(LEADS)(
  'What is found along indexes is what a plain list has, and no other leads: $who, $asked',
  async ({ who, asked, indexes }) => {
    const { desk } = world;
    const { query } = desk.database;
    const viewer = who === 'admin' ? admin : reporter;
    const filter = { ...EVERYTHING, ...asked };
    const condition = conditionOf(desk, viewer, filter);
    const lead = leadOf(viewer, filter);
    if (lead === null) throw new Error('nothing leads');
    const along = numbersAlong(query, lead, condition, FIRST);
    const plain = query
      .selectFrom('tips')
      .select('number')
      .where(condition)
      .orderBy('number', 'desc')
      .limit(20);
    expect(await along.execute()).toEqual(await plain.execute());
    // PostgreSQL weighs both ways by itself.
    if (engine() === 'postgres') return;
    const compiled = along.compile();
    const { rows } = await query.executeQuery<object>({
      ...compiled,
      sql: `explain query plan ${compiled.sql}`,
    });
    const plan = rows.flatMap(row => Object.values(row)).join('\n');
    for (const index of indexes) expect(plan).toMatch(new RegExp(`USING (COVERING )?INDEX \\w*${index}`));
    expect(plan).not.toMatch(/SCAN tips(?! USING)|MULTI-INDEX OR/);
  },
);
