import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { deriveLastingKeys } from '../../src/crypto/keys.ts';
import type { Masters } from '../../src/crypto/masters.ts';
import type { Database } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open.ts';
import { inTurn, type Row } from '../report/row.ts';
import { temporaryFolder } from '../servers.ts';
import { tipToKeep } from './tip-to-keep.ts';

const WARM_UP = 2;
const ROUNDS = 15;
const TIPS = 2_000;
/** As many as share a transaction while fifty clients wait. */
const AT_ONCE = 50;

/**
 * What sealing adds to the processor's work for a text tip, of what the whole tip takes, in microseconds: the desk's own rows are
 * made and kept, sealed and in plain in turn, in this process, where nothing else of a tip hides the difference.
 */
export async function measureSealing(wholeTip: readonly number[]): Promise<Row> {
  const [sealed, plain] = [await openKeeper(true), await openKeeper(false)];
  try {
    // Until what runs often has been compiled.
    await inTurn(WARM_UP, sealed.keep, plain.keep);
    const { ours, other } = await inTurn(ROUNDS, sealed.keep, plain.keep);
    return {
      what: 'processor for a text tip: what sealing adds',
      unit: 'µs',
      ours: ours.map((taken, round) => taken - (other[round] ?? Number.NaN)),
      against: { name: 'all of the tip', values: wholeTip },
      target: { is: 'at most', value: 0.05 },
    };
  } finally {
    await Promise.all([sealed.close(), plain.close()]);
  }
}

async function openKeeper(isSealed: boolean) {
  const folder = await temporaryFolder();
  const database = await openDatabase({ engine: 'sqlite' }, folder);
  const masters = newMasters();
  return {
    /** Microseconds of the processor for each. */
    async keep(): Promise<number> {
      const before = process.cpuUsage();
      for (let kept = 0; kept < TIPS; kept += AT_ONCE) await keepSome(database, masters, isSealed);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / TIPS;
    },
    async close() {
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const keepSome = (database: Database, masters: Masters, isSealed: boolean) =>
  Promise.all(
    Array.from({ length: AT_ONCE }, () =>
      database.insertTip(tipToKeep(masters, { isSealed, now: Date.now() })),
    ),
  );

function newMasters(): Masters {
  const current = { id: 1, key: randomBytes(32) };
  return {
    current,
    find: id => (id === current.id ? current.key : null),
    lasting: deriveLastingKeys(randomBytes(32)),
  };
}
