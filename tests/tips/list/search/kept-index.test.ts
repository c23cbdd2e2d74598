import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { countOnFrom } from '../../../../src/db/identity-columns.ts';
import { buildIndex } from '../../../../src/search/building/indexing.ts';
import { planNext } from '../../../../src/search/building/run-plan.ts';
import { needsOfSearch } from '../../../../src/search/plan.ts';
import { readSearch } from '../../../../src/search/read-search.ts';
import { LATE, type Run, readRuns } from '../../../../src/search/runs/runs.ts';
import { isStillIndexed } from '../../../../src/search/runs/still-indexed.ts';
import { createSegments } from '../../../../src/search/segments.ts';
import { forgetTip } from '../../../../src/tips/end/forget.ts';
import { listTips } from '../../../../src/tips/list/list.ts';
import { createPace } from '../../../../src/tips/list/search/pace.ts';
import { createTipSource } from '../../../../src/tips/list/search/tip-source.ts';
import { addNote } from '../../../../src/tips/work/notes/note.ts';
import { MINUTE } from '../../../support/clock.ts';
import { createTipWorld, type TipWorld } from '../../tip-world.ts';
import { indexTips } from './index-tips.ts';

/** Its time is never over, however slow the machine is. */
const patient = createPace({ now: () => 0 });

const numbersFor = async ({ desk, viewer }: TipWorld, search: string) =>
  (await listTips(desk, viewer, { search }, patient)).rows.map(({ number }) => number);

const rowsIn = async ({ desk }: TipWorld, table: 'search_due' | 'search_building' | 'search_runs') =>
  (await desk.database.query.selectFrom(table).selectAll().execute()).length;

const LARGE = 16_384;

/** The first tips stand in a large run, for the next one comes into the first numbers behind it. */
async function inLargeRun(world: TipWorld, messages: readonly string[]) {
  const { desk, submit } = world;
  for (const message of messages) await submit({ message });
  await desk.database.write(trx => countOnFrom(trx, desk.database.engine, 'tips', LARGE));
  await submit({ message: '가장 새로운 글' });
  await indexTips(desk);
}

const runsOf = async ({ desk: { database, masters } }: TipWorld) =>
  (await readRuns(database.query, masters)).runs;

test('what a builder that was killed had claimed is done, with nothing else to do', async () => {
  const world = await createTipWorld();
  const { desk, viewer } = world;
  for (const message of ['화재', '다른 글']) await world.submit({ message });
  await indexTips(desk);
  const before = await runsOf(world);
  await forgetTip(desk, viewer, { number: 1, version: 1 });
  await desk.database.write(async trx => {
    await trx.deleteFrom('search_due').execute();
    await trx.insertInto('search_building').values({ tip: 1 }).execute();
  });
  await indexTips(desk);
  expect((await runsOf(world)).map(({ id }) => id)).not.toContain(before[0]?.id);
  expect([await rowsIn(world, 'search_due'), await rowsIn(world, 'search_building')]).toEqual([0, 0]);
});

test('a tip that an older version proved to be forgotten leaves the index too', async () => {
  const world = await createTipWorld();
  const { desk, viewer } = world;
  for (const message of ['화재', '다른 글']) await world.submit({ message });
  await indexTips(desk);
  const before = await runsOf(world);
  await forgetTip(desk, viewer, { number: 1, version: 1 });
  await desk.database.write(trx => trx.updateTable('forgettings').set({ proved_at: 1 }).execute());
  await indexTips(desk);
  expect((await runsOf(world)).map(({ id }) => id)).not.toContain(before[0]?.id);
});

test('a tip forgotten while its large run is built anew leaves the late run too', async () => {
  const world = await createTipWorld();
  const { desk, viewer } = world;
  await inLargeRun(world, ['화재', '침수']);
  await addNote(desk, viewer, { number: 1, body: '메모' });
  await indexTips(desk);
  const late = (await runsOf(world)).find(({ level }) => level === LATE);
  expect(late?.numbers).toEqual([1]);
  await forgetTip(desk, viewer, { number: 2, version: 1 });
  let isForgotten = false;
  const yieldToPosts = async () => {
    if (isForgotten) return;
    isForgotten = true;
    await forgetTip(desk, viewer, { number: 1, version: 1 });
  };
  const { signal } = new AbortController();
  await buildIndex(desk, createTipSource(desk), { yieldToPosts, signal, enough: 1 });
  expect((await runsOf(world)).map(({ level }) => level).sort()).toEqual([0, 1]);
  expect(await isStillIndexed(desk.database.query, 1)).toBe(false);
});

test('of eight late runs the oldest goes, once what it held stands in a newer one', async () => {
  const world = await createTipWorld();
  const { desk } = world;
  await inLargeRun(world, ['화재', '침수']);
  const bases = await runsOf(world);
  const [large] = bases.filter(({ level }) => level === 1);
  if (large === undefined) throw new Error('no large run');
  const lates = [8, 7, 6, 5, 4, 3, 2, 1].map(i => ({
    ...{ ...large, id: `late ${i}`, level: LATE, generation: large.generation + i },
    ...{ low: 1, high: 1, tips: 1, numbers: [1] },
  }));
  const plan = (runs: readonly Run[]) =>
    planNext({ query: desk.database.query, source: createTipSource(desk), runs, enough: 1 });
  expect(await plan([...bases, ...lates.slice(1)])).toBeNull();
  expect(await plan([...bases, ...lates])).toMatchObject({ level: 1, low: 1, replaces: [large.id] });
  const rebuilt = bases.map(run => (run === large ? { ...run, generation: large.generation + 9 } : run));
  expect(await plan([...rebuilt, ...lates])).toMatchObject({ numbers: [], replaces: ['late 1'] });
});

test('a damaged part is dropped and built again, and nothing is missing meanwhile', async () => {
  const world = await createTipWorld();
  const { desk, viewer } = world;
  await inLargeRun(world, ['화재 하나', '화재 둘']);
  await addNote(desk, viewer, { number: 1, body: '메모' });
  await indexTips(desk);
  const levels = async () => (await runsOf(world)).map(({ level }) => level).sort();
  const damages = {
    'a bin': (run: string) =>
      desk.database.write(trx =>
        trx
          .updateTable('search_bins')
          .set({ sealed: randomBytes(300) })
          .where('run', '=', run)
          .execute(),
      ),
    'its keys': (run: string) =>
      desk.database.write(trx =>
        trx
          .updateTable('search_runs')
          .set({ id: `${run}-moved` })
          .where('id', '=', run)
          .execute(),
      ),
    'its bins, gone': (run: string) =>
      desk.database.write(trx => trx.deleteFrom('search_bins').where('run', '=', run).execute()),
  };
  for (const [what, damage] of Object.entries(damages))
    for (const level of [1, LATE]) {
      const run = (await runsOf(world)).find(one => one.level === level);
      if (run === undefined) throw new Error(`no run of level ${level}`);
      await damage(run.id);
      expect([what, level, await numbersFor(world, '화재'), await numbersFor(world, '메모')]).toEqual([
        ...[what, level, [2, 1], [1]],
      ]);
      await indexTips(desk);
      expect((await runsOf(world)).map(({ id }) => id)).not.toContain(run.id);
      await addNote(desk, viewer, { number: 1, body: '메모' });
      await indexTips(desk);
      expect([what, level, await levels()]).toEqual([what, level, [0, 1, LATE]]);
    }
});

test('a search whose runs are replaced on its way misses nothing and finds nothing twice', async () => {
  const world = await createTipWorld();
  const { desk, viewer } = world;
  await inLargeRun(world, ['화재 하나', '화재 둘', '화재 셋']);
  const search = readSearch('화재');
  if (search === null) throw new Error('nothing is asked');
  for (const goesUp of [false, true]) {
    const way = { needs: needsOfSearch(search), from: null, goesUp };
    const segments = createSegments(desk, way);
    const numbers: number[] = [];
    for (;;) {
      const some = await segments.next();
      if (some.length === 0) break;
      numbers.push(...some.flatMap(({ candidates }) => candidates ?? []));
      await addNote(desk, viewer, { number: 2, body: '화재' });
      await indexTips(desk);
    }
    expect(numbers).toEqual(goesUp ? [1, 2, 3] : [3, 2, 1]);
  }
});

test('a builder that slept through its turn leaves the index to the one that took it', async () => {
  const world = await createTipWorld();
  const { desk, viewer, clock } = world;
  const messages = ['화재 하나', '화재 둘', '화재 셋'];
  for (const message of messages) await world.submit({ message });
  const { signal } = new AbortController();
  const build = (yieldToPosts: () => Promise<void>) =>
    buildIndex(desk, createTipSource(desk), { yieldToPosts, signal, enough: 1 });
  let wasEnded = false;
  for (let sleepsAt = 1; !wasEnded; sleepsAt++) {
    await addNote(desk, viewer, { number: 2, body: `메모${sleepsAt}째` });
    let steps = 0;
    await build(async () => {
      steps++;
      if (steps !== sleepsAt) return;
      clock.move(MINUTE);
      await build(async () => {});
    });
    wasEnded = steps < sleepsAt;
    expect([sleepsAt, await numbersFor(world, '화재'), await numbersFor(world, `메모${sleepsAt}째`)]).toEqual(
      [...[sleepsAt, [3, 2, 1], [2]]],
    );
    await build(async () => {});
    expect([await rowsIn(world, 'search_due'), await rowsIn(world, 'search_building')]).toEqual([0, 0]);
    const bins = await desk.database.query.selectFrom('search_bins').select('run').distinct().execute();
    expect(bins.map(({ run }) => run)).toEqual((await runsOf(world)).map(({ id }) => id));
  }
});
