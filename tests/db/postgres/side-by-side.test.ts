import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Context } from '../../../src/context.ts';
import { PLAIN_PAGES, writeFact } from '../../../src/db/desk-facts.ts';
import { holdTipRow } from '../../../src/db/tip-keys.ts';
import { forgetTip } from '../../../src/tips/end/forget.ts';
import { readCrc32 } from '../../../src/tips/read/file-checksum.ts';
import { loadFiles } from '../../../src/tips/read/load.ts';
import { countPlain } from '../../../src/tips/sealing/plain-left.ts';
import { createSealing } from '../../../src/tips/sealing/sealing.ts';
import { whenDone } from '../../support/cleanup.ts';
import { giveFile } from '../../support/kept-file.ts';
import { waitUntil } from '../../support/wait-for.ts';
import { receiveOlder } from '../../tips/sealing/older-tips.ts';
import { createTipWorld } from '../../tips/tip-world.ts';

async function isAnyWaiting({ database }: Pick<Context, 'database'>): Promise<boolean> {
  const isLock = sql`wait_event_type = 'Lock' and datname = current_database()`;
  const { rows } = await sql`select 1 from pg_stat_activity where ${isLock}`.execute(database.query);
  return rows.length > 0;
}

test('who holds a tip and tells of plain pages does not wait for a sealing that waits for the tip', async () => {
  const world = await createTipWorld();
  const { desk } = world;
  const { database } = desk;
  const { number } = await receiveOlder(world);
  const sealing = createSealing({ ...desk, clock: Date.now }, async () => {});
  whenDone(() => sealing.stop());
  await database.write(async trx => {
    await holdTipRow(trx, database.engine, number);
    sealing.start();
    await waitUntil(() => isAnyWaiting(desk));
    // PostgreSQL ends one of two that wait for each other: nobody may have to.
    await sql`set local lock_timeout = 500`.execute(trx);
    await writeFact(trx, PLAIN_PAGES, 'then');
  });
  await waitUntil(async () => (await countPlain(database.query)) === 0);
  expect(await database.query.selectFrom('tip_heads').select('tip').execute()).toEqual([{ tip: number }]);
});

test('who holds a tip and tells of plain pages does not wait for a forgetting that waits for the tip', async () => {
  const world = await createTipWorld();
  const { desk, viewer } = world;
  const { database } = desk;
  const { number } = await receiveOlder(world);
  await database.write(trx => trx.deleteFrom('holds').execute());
  const { forgetting } = await database.write(async trx => {
    await holdTipRow(trx, database.engine, number);
    const forgetting = forgetTip(desk, viewer, { number, version: 1 });
    await waitUntil(() => isAnyWaiting(desk));
    await sql`set local lock_timeout = 500`.execute(trx);
    await writeFact(trx, PLAIN_PAGES, 'then');
    return { forgetting };
  });
  await forgetting;
  expect(await database.query.selectFrom('messages').select('id').execute()).toEqual([]);
});

test('a checksum that is counted while its file is sealed does not stand in the clear afterwards', async () => {
  const { desk, clock, place, submit } = await createTipWorld();
  const { database } = desk;
  const { number } = await submit({ message: '글' });
  await giveFile({ config: place, database, clock }, number, { isSealed: false });
  const { fromReader } = await loadFiles(desk, number, text => text);
  const [file] = fromReader;
  if (file === undefined) throw new Error('it is there');
  let reading: Promise<number> | undefined;
  await database.write(async trx => {
    await trx.updateTable('files').set({ wrapped: 'w', sealed: 's', crc32: null }).execute();
    reading = readCrc32(desk, { ...file, crc32: null });
    await waitUntil(() => isAnyWaiting(desk));
  });
  expect(await reading).toBe(file.crc32);
  const row = await database.query.selectFrom('files').select('crc32').executeTakeFirstOrThrow();
  expect(row.crc32).toBeNull();
});
