import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import type { Database } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open.ts';
import { formatHead, readHead } from '../../src/history/head.ts';
import { whenDone } from '../support/cleanup.ts';
import { runCli } from '../support/cli-process.ts';
import { START } from '../support/clock.ts';
import { isAll } from '../support/is-all.ts';
import { createServerProcess } from '../support/server-process.ts';

const EVENTS = isAll ? 100_000 : 12_000;
const KILLS = isAll ? 12 : 3;
const AT_ONCE = 3_000;

/** As many as an older version might have left. */
async function noteMany(database: Database): Promise<void> {
  for (let from = 0; from < EVENTS; from += AT_ONCE) {
    const events = Array.from({ length: AT_ONCE }, (_, index) => {
      return { tip: null, kind: 'signed in', staff_id: null, at: START + from + index };
    });
    await database.write(trx => trx.insertInto('events').values(events).execute());
  }
}

const countChained = async ({ query }: Database) => (await readHead(query))?.place ?? 0;

test('killed while it chains the history, again and again, the desk goes on with a chain that is whole', async () => {
  const server = await createServerProcess({ settings: { DISK_RESERVE: '0' } });
  await server.start();
  await server.stop();
  const database = await openDatabase(readConfig(server.settings).database, server.dataDir);
  whenDone(() => database.close());
  const before = await countChained(database);
  await noteMany(database);
  for (let kill = 0; kill < KILLS; kill++) {
    const chained = await countChained(database);
    if (chained >= EVENTS) break;
    await server.start();
    await expect.poll(() => countChained(database), { interval: 5 }).toBeGreaterThan(chained);
    await server.kill();
  }
  const half = await readHead(database.query);
  await server.start();
  await expect.poll(() => countChained(database)).toBeGreaterThanOrEqual(before + EVENTS);
  await server.stop();

  const kept = half === null ? '' : formatHead(half);
  const verified = await runCli(server.settings, ['history', 'verify', '--head', kept]);
  expect(verified).toMatchObject({ code: 0, complained: '' });
  expect(verified.said).toContain('Every entry of the history is as it was chained, and in its place:');
  expect(verified.said).toContain('It goes through the kept head');

  await database.write(trx => trx.deleteFrom('events').where('id', '=', 7).execute());
  const removed = await runCli(server.settings, ['history', 'verify']);
  expect(removed).toMatchObject({ code: 2 });
  expect(removed.said).toContain('place 7: its entry is gone (event 7)');
  expect(removed.said).toContain('cannot be seen without a head');
  expect(await runCli(server.settings, ['history', 'verify', '--head', 'x'])).toMatchObject({ code: 1 });
});
