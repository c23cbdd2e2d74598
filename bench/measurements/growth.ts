import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { deriveSecretKeys } from '../../src/crypto/keys.ts';
import { loadSecretKey } from '../../src/crypto/secret-key.ts';
import { openDatabase } from '../../src/db/open.ts';
import { openMasters } from '../../src/db/seal-keys.ts';
import { chainEvents } from '../../src/history/chain.ts';
import { measure, medianLatency } from '../load.ts';
import { inTurn, type Row } from '../report/row.ts';
import { account, startDesk, temporaryFolder } from '../servers.ts';
import { signIn } from '../transfers.ts';
import { textTip } from './intake.ts';
import { tipToKeep } from './tip-to-keep.ts';

const FEW = 10_000;
const MANY = 1_000_000;
/** As many as share a transaction. */
const AT_ONCE = 100;
const BEGIN = Date.UTC(2025, 9, 9);
const ROUNDS = 3;
const SECONDS = 2;

/** The desk with a hundred times the tips: what staff see, and what still comes in. */
export async function measureGrowth(): Promise<Row[]> {
  const folders = [await deskWith(FEW), await deskWith(MANY), await temporaryFolder()] as const;
  const [few, many, none] = await Promise.all(folders.map(folder => startDesk({ folder })));
  if (!few || !many || !none) throw new Error('a desk did not start');
  try {
    const pages = async (what: string, path: string): Promise<Row> => {
      const cookies = await Promise.all(
        [many, few].map(({ origin }) => signIn(origin, account.email, account.password)),
      );
      const ask =
        (origin: string, cookie = '') =>
        () =>
          medianLatency(`${origin}${path}`, { cookie }, 100);
      const found = await inTurn(ROUNDS, ask(many.origin, cookies[0]), ask(few.origin, cookies[1]));
      return {
        what,
        unit: 'ms',
        ours: found.ours,
        against: { name: 'with 10,000', values: found.other },
        target: { is: 'at most', value: 1.5 },
      };
    };
    const rate = (origin: string) => async () => (await measure(origin, textTip, 50, SECONDS)).perSecond;
    const list = await pages('list with 1,000,000 tips (p50)', '/admin');
    const page = await pages('a tip’s page with 1,000,000 tips (p50)', '/admin/tips/5000');
    const intake = await inTurn(ROUNDS, rate(many.origin), rate(none.origin));
    return [
      list,
      page,
      {
        what: 'durable text tip with 1,000,000 stored, 50 clients',
        unit: 'a second',
        ours: intake.ours,
        against: { name: 'with none stored', values: intake.other },
        target: { is: 'at least', value: 0.8 },
      },
    ];
  } finally {
    await Promise.all([few.stop(), many.stop(), none.stop()]);
    await Promise.all(folders.map(folder => rm(folder, { recursive: true, force: true })));
  }
}

/** A desk's folder with so many tips, kept as the desk keeps them, each mailed and seen by nobody yet. */
async function deskWith(tips: number): Promise<string> {
  const folder = await temporaryFolder();
  await (await startDesk({ folder })).stop();
  const database = await openDatabase({ engine: 'sqlite' }, folder);
  const secret = await loadSecretKey(null, folder);
  const masters = await openMasters(database, { secret, keys: deriveSecretKeys(secret), now: BEGIN });
  for (let kept = 0; kept < tips; kept += AT_ONCE)
    await Promise.all(
      Array.from({ length: AT_ONCE }, (_, index) =>
        database.insertTip(tipToKeep(masters, { isSealed: true, now: BEGIN + (kept + index) * 1000 })),
      ),
    );
  // Else it is in the background, while the list is timed.
  await chainEvents({ database, key: masters.lasting.history });
  await database.close();
  workOff(folder);
  return folder;
}

/** Nine of ten are closed, and all mails have gone out. */
function workOff(folder: string): void {
  const database = new DatabaseSync(join(folder, 'jebo.db'));
  database.exec(`
    update tips set state = 'closed', version = 2 where number % 10 <> 0;
    update outbox set state = 'done', attempts = 1, settled_at = created_at;
    delete from search_due;
    pragma wal_checkpoint(truncate);
  `);
  database.close();
}
