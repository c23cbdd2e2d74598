import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import type { Query } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open.ts';
import { openFiles } from '../../src/files/open-files.ts';
import { whenDone } from '../support/cleanup.ts';
import { DAY, HOUR, MINUTE } from '../support/clock.ts';
import { isAll } from '../support/is-all.ts';
import { createServerProcess, type ServerProcess } from '../support/server-process.ts';

const TIPS = isAll ? 200 : 30;
const KILLS = isAll ? 12 : 2;
const MARK = 'unforgettable words';

async function sendTip({ url }: ServerProcess, index: number): Promise<void> {
  const form = new FormData();
  form.append('message', `${MARK} ${index}`);
  form.append('files', new Blob([`${MARK} in file ${index}`]), 'a.txt');
  const answer = await fetch(`${url}/tips`, { method: 'POST', body: form, redirect: 'manual' });
  expect(answer.status).toBe(303);
}

/** All were closed long ago, and the newsroom was told of each. */
async function makeDue(database: Awaited<ReturnType<typeof openDatabase>>): Promise<void> {
  const [closed, told] = [Date.now() - 100 * DAY, Date.now() - 10 * DAY];
  await database.write(async trx => {
    await trx.updateTable('tips').set({ state: 'closed', state_since: closed }).execute();
    await trx.insertInto('notices').values({ id: 'n', at: told, tips: TIPS, first_due: told }).execute();
    const due = closed + 90 * DAY;
    const tips = await trx.selectFrom('tips').select('number').execute();
    await trx
      .insertInto('announcements')
      .values(tips.map(({ number }) => ({ tip: number, due, notice: 'n' })))
      .execute();
  });
}

const countForgotten = async (query: Query) =>
  (await query.selectFrom('forgettings').select('tip').execute()).length;

const countErased = async (query: Query) => {
  const erased = query.selectFrom('outbox').select('id').where('kind', 'in', ['erase file', 'erase traces']);
  return (await erased.where('state', '=', 'done').execute()).length;
};

/** A tip is there with all that it has, or it is gone with a proof: nothing stands in between. */
async function expectNoHalves(query: Query): Promise<void> {
  const tips = await query.selectFrom('tips').select(['number', 'forgotten_at']).execute();
  const proofs = await query.selectFrom('forgettings').select(['tip', 'rule']).execute();
  const events = await query
    .selectFrom('events')
    .select('tip')
    .where('kind', '=', 'forgotten')
    .$narrowType<{ tip: number }>()
    .execute();
  const gone = tips.filter(({ forgotten_at }) => forgotten_at !== null).map(({ number }) => number);
  const kept = tips.filter(({ forgotten_at }) => forgotten_at === null).map(({ number }) => number);
  const ofTips = (rows: readonly { tip: number }[]) => rows.map(({ tip }) => tip).sort((a, b) => a - b);
  expect(ofTips(proofs)).toEqual(gone.sort((a, b) => a - b));
  expect(ofTips(events)).toEqual(gone);
  for (const table of ['messages', 'files'] as const)
    expect(ofTips(await query.selectFrom(table).select('tip').execute())).toEqual(kept.sort((a, b) => a - b));
}

test(
  'killed at every step of forgetting, again and again, each tip is whole or gone, and in the end proved',
  async () => {
    const server = await createServerProcess({ settings: { DISK_RESERVE: '0' } });
    await server.start();
    for (let index = 0; index < TIPS; index++) await sendTip(server, index);
    await server.kill();
    const config = readConfig(server.settings);
    const database = await openDatabase(config.database, server.dataDir);
    whenDone(() => database.close());
    const { query } = database;
    await makeDue(database);

    let ahead = 0;
    /** Killed as soon as there is more of what is counted. */
    const killAfterMore = async (count: (query: Query) => Promise<number>) => {
      const before = await count(query);
      ahead += 7 * HOUR;
      await server.start({ ahead });
      await expect.poll(() => count(query), { interval: 10 }).toBeGreaterThan(before);
      await server.kill();
      await expectNoHalves(query);
    };
    for (let kill = 0; kill < KILLS && (await countForgotten(query)) < TIPS; kill++)
      await killAfterMore(countForgotten);
    ahead += 7 * HOUR;
    await server.start({ ahead });
    await expect.poll(() => countForgotten(query), { interval: 10 }).toBe(TIPS);
    await server.kill();
    for (let kill = 0; kill < KILLS && (await countErased(query)) < 2 * TIPS; kill++)
      await killAfterMore(countErased);

    ahead += 10 * MINUTE;
    await server.start({ ahead });
    const unproved = query.selectFrom('forgettings').select('tip').where('proved_at', 'is', null);
    await expect.poll(async () => (await unproved.execute()).length).toBe(0);
    await server.stop();
    await expectNoHalves(query);
    const files = await openFiles(config, { database });
    whenDone(() => files.close());
    for await (const file of files.list()) expect(file).toBeNull();
    for (const entry of await readdir(server.dataDir, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const bytes = await readFile(join(entry.parentPath, entry.name));
      expect(bytes.includes(MARK), entry.name).toBe(false);
    }
  },
  10 * 60_000,
);
