import { randomBytes } from 'node:crypto';
import type { Database, Query } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open.ts';
import { chainEvents } from '../../src/history/chain.ts';
import { type Head, readHead } from '../../src/history/head.ts';
import { noteDeskEvent } from '../../src/history/note-desk-event.ts';
import { type Fault, verifyHistory } from '../../src/history/verify.ts';
import { addStaff } from '../../src/staff/accounts/accounts.ts';
import { bareTip } from '../support/bare-tip.ts';
import { whenDone } from '../support/cleanup.ts';
import { MINUTE, START } from '../support/clock.ts';
import { freshSettings } from '../support/databases.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

export type HistoryWorld = Awaited<ReturnType<typeof createHistoryWorld>>;

/** A database with two tips, two members of staff, and `count` events of theirs and of the desk. */
export async function createHistoryWorld(count = 0) {
  const folder = await temporaryFolder();
  const settings = await freshSettings({ dataDir: folder });
  const open = async () => {
    const opened = await openDatabase(settings, folder);
    whenDone(() => opened.close());
    return opened;
  };
  const database = await open();
  const key = randomBytes(32);
  const staff = await addTwo(database);
  const world = {
    ...{ database, key, staff },
    /** As another process has it. */
    openBeside: open,
    note: (more: number) => note(database, staff, more),
    chain: () => chainEvents({ database, key }),
    head: () => readHead(database.query),
    verify: (kept: Head | null = null, query: Query = database.query) => verify(query, key, kept),
  };
  await world.note(count);
  return world;
}

async function addTwo(database: Database): Promise<readonly [string, string]> {
  return database.write(async trx => {
    for (const receipt_hash of ['a', 'b'])
      await trx
        .insertInto('tips')
        .values({ ...bareTip(), receipt_hash })
        .execute();
    const [one, two] = [
      await addStaff(trx, { email: 'one@newsroom.example', passwordHash: null, now: START }),
      await addStaff(trx, { email: 'two@newsroom.example', passwordHash: null, now: START }),
    ];
    return [one.id, two.id] as const;
  });
}

/** Every second one is of a tip. The clock is put back between one and the next. */
async function note(database: Database, [one, two]: readonly [string, string], count: number) {
  await database.write(async trx => {
    for (let index = 0; index < count; index++) {
      const at = START - index * MINUTE;
      if (index % 2 === 0)
        await noteDeskEvent(trx, { kind: 'role changed', by: one, at, subject: two, detail: 'editor' });
      else
        await trx
          .insertInto('events')
          .values({ tip: 1, kind: 'file viewed', staff_id: one, at, file: 'f'.repeat(32) })
          .execute();
    }
  });
}

async function verify(query: Query, key: Buffer, kept: Head | null) {
  const found: Fault[] = [];
  const verified = await verifyHistory(query, { key, kept, onFault: fault => found.push(fault) });
  return { ...verified, found };
}
