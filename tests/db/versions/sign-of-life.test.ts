import { expect, test } from 'vitest';
import type { Database } from '../../../src/db/database.ts';
import { LEAST_VERSION, setFact } from '../../../src/db/desk-facts.ts';
import {
  READABLE_FROM,
  raiseLeastVersion,
  readLeastVersion,
  VersionTooOld,
} from '../../../src/db/versions/least-version.ts';
import { dropProcess, noteProcess } from '../../../src/db/versions/processes.ts';
import { createSignOfLife } from '../../../src/db/versions/sign-of-life.ts';
import { createLog } from '../../../src/log.ts';
import { whenDone } from '../../support/cleanup.ts';
import { freshDatabase } from '../../support/databases.ts';

function createLife(database: Database, version = READABLE_FROM) {
  const log: string[] = [];
  const life = createSignOfLife({ database, version, every: 20, log: createLog(line => log.push(line)) });
  whenDone(() => life.end());
  return { life, log };
}

const processesIn = (database: Database) =>
  database.query.selectFrom('processes').select(['version', 'started_at', 'seen_at']).execute();

test('a process stands in the database with its version, again and again, until it ends', async () => {
  const database = await freshDatabase();
  const { life } = createLife(database, '7.8.9');
  await life.begin();
  const [first] = await processesIn(database);
  expect(first?.version).toBe('7.8.9');
  expect(Math.abs(Date.now() - (first?.started_at ?? 0))).toBeLessThan(60_000);
  await expect
    .poll(async () => (await processesIn(database))[0]?.seen_at)
    .toBeGreaterThan(first?.seen_at ?? 0);
  expect((await processesIn(database))[0]?.started_at).toBe(first?.started_at);
  await life.end();
  expect(await processesIn(database)).toEqual([]);
});

test('a process hears of a higher mark, once, and confirms nothing any more', async () => {
  const database = await freshDatabase();
  const { life } = createLife(database);
  await life.begin();
  const heard: string[] = [];
  life.whenTooOld(({ message }) => heard.push(message));
  await life.confirm();
  expect(life.tooOld()).toBe(null);
  await raiseLeastVersion(database, '99.0.0');
  await expect.poll(() => heard).toEqual([expect.stringContaining('99.0.0 or newer')]);
  expect(life.isFresh()).toBe(false);
  await expect(life.confirm()).rejects.toBeInstanceOf(VersionTooOld);
  // It counts until its work in hand is done.
  expect(await processesIn(database)).toHaveLength(1);
});

test('where the mark is higher already, nothing begins and nothing is left behind', async () => {
  const database = await freshDatabase();
  await raiseLeastVersion(database, '99.0.0');
  await expect(createLife(database).life.begin()).rejects.toBeInstanceOf(VersionTooOld);
  expect(await processesIn(database)).toEqual([]);
});

test('the mark rises to what this version needs as soon as no older process is alive', async () => {
  const database = await freshDatabase();
  await noteProcess(database, { id: 'old', version: '0.0.1' });
  const { life } = createLife(database);
  await life.begin();
  expect(await readLeastVersion(database.query)).toBe(null);
  await dropProcess(database, 'old');
  await expect.poll(() => readLeastVersion(database.query)).toBe(READABLE_FROM);
});

test('a database that is away is told once, and once more after it was back', async () => {
  const database = await freshDatabase();
  let isAway = false;
  const write: Database['write'] = work =>
    isAway ? Promise.reject(new Error('away')) : database.write(work);
  const { life, log } = createLife({ ...database, write });
  await life.begin();
  const seen = async () => (await processesIn(database))[0]?.seen_at ?? 0;
  for (const times of [1, 2]) {
    isAway = true;
    await expect.poll(() => log).toHaveLength(times);
    const before = await seen();
    isAway = false;
    await expect.poll(seen).toBeGreaterThan(before);
  }
  expect(log[0]).toContain('no sign of life could be given');
});

test('a process whose last sign is old looks first whether it still may', async () => {
  const database = await freshDatabase();
  const log = createLog(() => {});
  const life = createSignOfLife({ database, log, version: '1.0.0', every: 60_000, freshFor: 1 });
  whenDone(() => life.end());
  await life.begin();
  await expect.poll(life.isFresh).toBe(false);
  await life.confirm();
  // Not heard of by news: as where a stopped process goes on.
  await setFact(database, LEAST_VERSION, '2.0.0');
  await expect.poll(life.isFresh).toBe(false);
  await expect(life.confirm()).rejects.toBeInstanceOf(VersionTooOld);
});
