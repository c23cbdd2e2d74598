import { once } from 'node:events';
import { request } from 'node:http';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { openDatabase } from '../../src/db/open.ts';
import { raiseLeastVersion } from '../../src/db/versions/least-version.ts';
import { isServedFrom } from '../../src/db/versions/processes.ts';
import { whenDone } from '../support/cleanup.ts';
import { runCli } from '../support/cli-process.ts';
import { otherVersion } from '../support/other-version.ts';
import { messagesOf } from '../support/sealed-tips.ts';
import { createServerProcess, type ServerProcess } from '../support/server-process.ts';
import { untilClosed } from '../support/until-closed.ts';

const NEWER = '99.1.0';

/** The real program, and a newer one of the same beside it, on one database. */
async function startBoth() {
  const older = await createServerProcess({ settings: { DISK_RESERVE: '0' } });
  const { PORT: _, ...shared } = older.settings;
  const newer = await createServerProcess({ settings: shared, dist: await otherVersion(NEWER) });
  await newer.start();
  const database = await openDatabase(readConfig(older.settings).database, older.dataDir);
  whenDone(() => database.close());
  return { older, newer, database };
}

async function send({ url }: ServerProcess, message: string): Promise<number> {
  const headers = { Accept: 'application/json', Connection: 'close' };
  const body = new URLSearchParams({ message });
  const answer = await fetch(`${url}/tips`, { method: 'POST', headers, body });
  await answer.body?.cancel();
  return answer.status;
}

/** A tip whose sender has not come to its end yet. */
async function beginTip({ url }: ServerProcess) {
  const headers = {
    ...{ 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
    // The desk says so once it has the request in hand.
    Expect: '100-continue',
  };
  const post = request(`${url}/tips`, { method: 'POST', headers, agent: false });
  const answered = once(post, 'response');
  post.flushHeaders();
  await once(post, 'continue');
  post.write('message=in hand');
  return {
    async end() {
      post.end(' to its end');
      const [answer] = await answered;
      answer.resume();
      return answer.statusCode;
    },
  };
}

test('an older version starts on what a newer one has brought forward, and both serve', async () => {
  const { older, newer, database } = await startBoth();
  await sql`alter table tips add column colour text`.execute(database.query);
  await sql`insert into kysely_migration values ('9999-colours', '2999-01-01T00:00:00.000Z')`.execute(
    database.query,
  );
  await older.start();
  expect(await send(older, 'by the older')).toBe(201);
  expect(await send(newer, 'by the newer')).toBe(201);
  const processes = await database.query.selectFrom('processes').select('version').distinct().execute();
  expect(processes).toHaveLength(2);
  expect([await older.stop(), await newer.stop()]).toEqual([0, 0]);
  expect(await database.query.selectFrom('processes').selectAll().execute()).toEqual([]);
});

test('once the mark is raised the older takes the tip in hand, stops in words and starts no more', async () => {
  const { older, newer, database } = await startBoth();
  await older.start();
  const tip = await beginTip(older);
  await raiseLeastVersion(database, NEWER);
  await untilClosed(older.url);
  expect(await isServedFrom(database, NEWER)).toBe(false);
  expect(await tip.end()).toBe(201);
  expect(await older.ended()).toBe(78);
  expect(older.output()).toContain(`this database needs ${NEWER} or newer`);
  expect(await isServedFrom(database, NEWER)).toBe(true);

  await expect(older.start()).rejects.toThrow(
    /^The server ended with 78:\nThis is Jebo [\d.]+, and this database needs 99\.1\.0 or newer: [^\n]+\n$/,
  );
  const command = await runCli(older.settings, ['staff', 'add', 'editor@newsroom.example']);
  expect(command).toMatchObject({ code: 1, said: '' });
  expect(command.complained).toMatch(/^This is Jebo [^\n]+needs 99\.1\.0 or newer[^\n]+\n$/);

  expect(await send(newer, 'by the newer')).toBe(201);
  const bodies = await messagesOf({ config: readConfig(newer.settings), database });
  expect(bodies).toEqual(['in hand to its end', 'by the newer']);
  expect(await newer.stop()).toBe(0);
});
