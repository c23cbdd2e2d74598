import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { openDatabase } from '../../src/db/open.ts';
import { openFiles } from '../../src/files/open-files.ts';
import { countPlainFiles } from '../../src/tips/sealing/plain-files.ts';
import { whenDone } from '../support/cleanup.ts';
import { MINUTE } from '../support/clock.ts';
import { isAll } from '../support/is-all.ts';
import { giveFile } from '../support/kept-file.ts';
import { fileRows } from '../support/sealed-files.ts';
import { createServerProcess } from '../support/server-process.ts';
import { waitUntil } from '../support/wait-for.ts';

const FILES = isAll ? 200 : 40;
const KILLS = isAll ? 20 : 3;

/** A server of now, on what one of before has left: its files in the clear. */
async function serverOfBefore() {
  const server = await createServerProcess({ settings: { DISK_RESERVE: '0' } });
  await server.start();
  const body = new URLSearchParams({ message: '글' });
  await fetch(`${server.url}/tips`, { method: 'POST', body, redirect: 'manual' });
  await server.kill();
  const config = readConfig(server.settings);
  const database = await openDatabase(config.database, server.dataDir);
  whenDone(() => database.close());
  const given = new Map<string, Buffer>();
  for (let index = 0; index < FILES; index++) {
    const bytes = randomBytes(300_000);
    const found = { type: 'image/jpeg', thumbnail: randomBytes(2_000) };
    const { id } = await giveFile({ config, database, clock: Date.now }, 1, {
      bytes,
      found,
      isSealed: false,
    });
    given.set(id, bytes);
  }
  return { server, config, database, given };
}

test(
  'killed again and again while the files of before are sealed, a desk has each whole, and in the end none in the clear',
  async () => {
    const { server, config, database, given } = await serverOfBefore();
    const left = () => countPlainFiles(database.query);
    expect(await left()).toBe(2 * FILES);
    let ahead = 0;
    const start = async () => {
      // The turn of the process that was killed is over.
      ahead += MINUTE;
      await server.start({ ahead });
      if ((await left()) > 0)
        expect(server.output().match(/\bfiles? (of before|stands? in plain)/g)).toHaveLength(1);
    };
    const expectAllWhole = async () => {
      const rows = await fileRows({ config, database });
      expect(rows).toHaveLength(FILES);
      for (const row of rows)
        expect((await row.bytes()).equals(given.get(row.id) ?? Buffer.alloc(0))).toBe(true);
    };
    for (let kill = 0; kill < KILLS && (await left()) > 0; kill++) {
      const before = await left();
      await start();
      await waitUntil(async () => (await left()) < before);
      await server.kill();
      await expectAllWhole();
    }
    await start();
    await waitUntil(async () => (await left()) === 0);
    await expectAllWhole();
    await server.kill();

    // What a kill has left behind a row goes by its job.
    await start();
    const store = await openFiles(config, { database });
    whenDone(() => store.close());
    await waitUntil(async () => {
      for await (const { id } of store.list()) if (given.has(id)) return false;
      return true;
    });
    await server.stop();
  },
  isAll ? 600_000 : 180_000,
);
