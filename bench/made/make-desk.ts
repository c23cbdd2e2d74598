import { join } from 'node:path';
import { readConfig } from '../../src/config/config.ts';
import { closeContext, openContext } from '../../src/context.ts';
import { SQLITE_FILE } from '../../src/db/sqlite/sqlite.ts';
import { chainEvents } from '../../src/history/chain.ts';
import { createLog } from '../../src/log.ts';
import { buildIndex } from '../../src/search/building/indexing.ts';
import { createTipSource } from '../../src/tips/list/search/tip-source.ts';
import { keepTips } from './keep.ts';
import { addMadeStaff } from './people.ts';
import { createMaker } from './tips.ts';

/** What a made desk is started with: nothing of it goes by itself. */
export const MADE_SETTINGS = {
  SECRET_KEY: Buffer.alloc(32, 'bench').toString('base64'),
  DISK_RESERVE: '0',
  RETENTION_UNUSED: '3650d',
  RETENTION_OPEN: '3650d',
  RETENTION_USED: '3650d',
} as const;

/** Makes a desk of so many tips on SQLite, in an empty folder: people, topics and tags, the tips, their history, and what they are searched by. */
export async function makeDesk(folder: string, count: number): Promise<void> {
  const config = readConfig({ ...MADE_SETTINGS, DATA_DIR: folder });
  const open = () => openContext(config, { clock: Date.now, log: createLog(), instruments: null });
  const empty = await open();
  const staff = await addMadeStaff(empty);
  const make = createMaker({ masters: empty.masters, staff, count, now: Date.now() });
  await closeContext(empty);
  told(`${count} tips are made`);
  keepTips({ path: join(folder, SQLITE_FILE), count, make });

  const full = await open();
  told('their history is chained');
  await chainEvents({ database: full.database, key: full.keys.history });
  told('they are indexed');
  const { signal } = new AbortController();
  await buildIndex(full, createTipSource(full), { yieldToPosts: async () => {}, signal, enough: 1 });
  await closeContext(full);
}

const told = (what: string) => process.stderr.write(`  ${what} …\n`);
