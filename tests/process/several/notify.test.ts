import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Database } from '../../../src/db/database.ts';
import { openDatabase } from '../../../src/db/open.ts';
import { whenDone } from '../../support/cleanup.ts';
import { freshSettings } from '../../support/databases.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** The same database, as two processes have it open, each with what it has heard; both listen. Told at once when a line is lost. */
async function createTwo(whenLost: (database: Database) => void = () => {}) {
  const [settings, folder] = [await freshSettings(), await temporaryFolder()];
  const open = async () => {
    const lost: Error[] = [];
    const heard: (string | null)[] = [];
    const database = await openDatabase(settings, folder, error => {
      lost.push(error);
      whenLost(database);
    });
    whenDone(() => database.close());
    database.subscribe('tide', subject => heard.push(subject));
    return { database, heard, lost };
  };
  const both = [await open(), await open()] as const;
  await expect.poll(() => both.map(({ heard }) => heard)).toEqual([[null], [null]]);
  return both;
}

test('what one process publishes, the others hear in a moment, and it hears itself only once', async () => {
  const [here, there] = await createTwo();
  there.database.subscribe('wind', () => there.heard.push('wrong topic'));
  here.database.publish('tide', 'in');
  await expect.poll(() => there.heard).toEqual([null, 'in']);
  // Whatever here published comes back to it before this.
  there.database.publish('tide', 'out');
  await expect.poll(() => here.heard).toContain('out');
  expect(here.heard).toEqual([null, 'in', 'out']);
});

test('what is published a thousand times at once goes to the others a few times', async () => {
  const [here, there] = await createTwo();
  for (let time = 0; time < 1_000; time++) here.database.publish('tide', 'out');
  here.database.publish('tide', 'in');
  await expect.poll(() => there.heard).toContain('in');
  expect(there.heard.length).toBeLessThan(6);
});

test('whoever had no line to the others publishes later, and looks for what it has missed', async () => {
  const both = await createTwo(({ publish }) => publish('tide', 'meanwhile'));
  await sql`
    select pg_terminate_backend(pid, 10000) from (
      select pid from pg_stat_activity where query = 'listen jebo' and datname = current_database() limit 1)
    as one`.execute(both[0].database.query);
  await expect.poll(() => both.some(({ lost }) => lost.length > 0)).toBe(true);
  const [away, other] = both[0].lost.length > 0 ? both : ([both[1], both[0]] as const);
  await expect.poll(() => other.heard).toEqual([null, 'meanwhile']);
  expect(away.heard).toEqual([null, 'meanwhile', null]);
  expect(other.lost).toEqual([]);
});
