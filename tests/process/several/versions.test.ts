import { expect, test } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';
import { openDatabase } from '../../../src/db/open.ts';
import { raiseLeastVersion } from '../../../src/db/versions/least-version.ts';
import { whenDone } from '../../support/cleanup.ts';
import { createServerProcess } from '../../support/server-process.ts';

test('at a higher mark all workers end, none is replaced, and the words are said once', async () => {
  const server = await createServerProcess({ settings: { WORKERS: '2', DISK_RESERVE: '0' } });
  await server.start();
  const database = await openDatabase(readConfig(server.settings).database, server.dataDir);
  whenDone(() => database.close());
  const processes = database.query.selectFrom('processes').selectAll();
  await expect.poll(() => processes.execute()).toHaveLength(2);
  await raiseLeastVersion(database, '99.0.0');
  expect(await server.ended()).toBe(78);
  expect(server.output().match(/needs 99\.0\.0 or newer/g)).toHaveLength(1);
  expect(server.output()).not.toContain('is replaced');
  expect(await processes.execute()).toEqual([]);
});
