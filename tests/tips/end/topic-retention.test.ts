import { expect, test } from 'vitest';
import { loadGoing } from '../../../src/tips/end/going.ts';
import { changeTipTopic } from '../../../src/tips/work/topic.ts';
import { DAY } from '../../support/clock.ts';
import type { Settings } from '../../support/settings.ts';
import { createRetentionWorld } from './retention-world.ts';

type Own = Partial<Record<'retention_unused' | 'retention_used' | 'retention_open', number | null>>;

/** A desk with a topic of these days and one without any, and tips of a topic. */
async function worldWith(own: Own, settings: Settings = {}) {
  const world = await createRetentionWorld(settings);
  const { database } = world.desk;
  const topic = {
    ...{ position: 0, name_ko: '주제', name_en: 'Topic', hint_ko: '', hint_en: '', inbox: '', version: 1 },
    ...{ confidential: 0 as const, hides_contacts: 0 as const },
  };
  const rows = [
    { ...topic, slug: 'short', ...own },
    { ...topic, slug: 'plain' },
  ];
  await database.write(trx => trx.insertInto('topics').values(rows).execute());
  return {
    ...world,
    async tipOf(slug: string | null, row: Parameters<typeof world.tip>[0] = { state: 'closed' }) {
      const number = await world.tip(row);
      await database.write(trx =>
        trx.updateTable('tips').set({ topic: slug }).where('number', '=', number).execute(),
      );
      return number;
    },
    change: (days: Own) =>
      database.write(trx => trx.updateTable('topics').set(days).where('slug', '=', 'short').execute()),
  };
}

const RULES = [
  ['unused', { state: 'closed', outcome: 'not for us' }],
  ['used', { state: 'closed', outcome: 'used' }],
  ['open', { state: 'open' }],
] as const;

test.each(RULES)(
  'tips of a topic go after its own days by the rule "%s", to the millisecond, and others after the desk’s',
  async (rule, row) => {
    const world = await worldWith(
      { [`retention_${rule}`]: 30 },
      { RETENTION_USED: '90d', RETENTION_OPEN: '90d' },
    );
    const from = world.clock();
    const [short, plain, none] = [
      await world.tipOf('short', row),
      await world.tipOf('plain', row),
      await world.tipOf(null, row),
    ];
    await world.goTo(from + 30 * DAY - 1);
    expect(await world.forgotten()).toEqual([]);
    await world.goTo(from + 30 * DAY);
    expect(await world.forgotten()).toEqual([[short, rule]]);
    await world.goTo(from + 90 * DAY);
    expect(await world.forgotten()).toEqual([
      [short, rule],
      [plain, rule],
      [none, rule],
    ]);
    expect(await world.notices()).toMatchObject([{ tips: 1 }, { tips: 2 }]);
  },
);

test('a topic never keeps its tips longer than the desk, which readers were promised', async () => {
  const world = await worldWith({ retention_unused: 80 }, { RETENTION_UNUSED: '40d' });
  const from = world.clock();
  const number = await world.tipOf('short');
  expect(await loadGoing(world.desk, number)).toEqual({
    rule: 'unused',
    kept: 40 * DAY,
    due: from + 40 * DAY,
  });
  await world.goTo(from + 40 * DAY);
  expect(await world.forgotten()).toEqual([[number, 'unused']]);
});

test('a topic’s days count as those of the notice where they are fewer', async () => {
  const world = await worldWith({ retention_unused: 2 });
  const from = world.clock();
  const number = await world.tipOf('short');
  await world.sweep();
  await world.goTo(from + 7 * DAY - 1);
  expect(await world.forgotten()).toEqual([]);
  await world.goTo(from + 7 * DAY);
  expect(await world.forgotten()).toEqual([[number, 'unused']]);
});

test('a tip that is moved goes by the days of where it is, and is told anew before', async () => {
  const world = await worldWith({ retention_unused: 30 });
  const { desk, viewer, clock } = world;
  const from = clock();
  const [away, into] = [await world.tipOf('short'), await world.tipOf('plain')];
  await world.goTo(from + 28 * DAY);
  await changeTipTopic(desk, viewer, { number: away, version: 1, topic: 'plain' });
  await changeTipTopic(desk, viewer, { number: into, version: 1, topic: 'short' });
  await world.goTo(from + 34 * DAY);
  // What came in was announced for its new time, a whole notice before.
  expect(await world.forgotten()).toEqual([]);
  await world.goTo(from + 40 * DAY);
  expect(await world.forgotten()).toEqual([[into, 'unused']]);
  await world.goTo(from + 90 * DAY);
  expect((await world.forgotten()).map(([tip]) => tip)).toEqual([away, into]);
});

test('days that are changed hold for tips that are there, and without any the desk’s do again', async () => {
  const world = await worldWith({ retention_unused: 30 });
  const from = world.clock();
  const number = await world.tipOf('short');
  await world.goTo(from + 25 * DAY);
  await world.change({ retention_unused: null });
  await world.goTo(from + 60 * DAY);
  expect(await world.forgotten()).toEqual([]);
  await world.change({ retention_unused: 50 });
  await world.goTo(from + 62 * DAY);
  await world.goTo(from + 70 * DAY);
  expect(await world.forgotten()).toEqual([[number, 'unused']]);
});
