import type { Context } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import { dropFact, FACTOR_REQUIRED_SINCE, keepFact, readFact } from '../../db/desk-facts.ts';
import { DatabaseAway } from '../../db/troubles.ts';
import { hasFactor } from './factors.ts';

/** So long an account goes on without a second factor after one was required of all. Milliseconds. */
export const GRACE = 7 * 24 * 60 * 60_000;

type Parts = Pick<Context, 'database' | 'settings' | 'clock'>;

/**
 * Until when this account may go on without a second factor: a week from when one was required, or from its own begin. Null where it
 * has one, or none is required.
 */
export async function factorDueOf(
  { database, settings, clock }: Parts,
  staffId: string,
): Promise<number | null> {
  if (!settings.isFactorRequired || (await hasFactor(database.query, staffId))) return null;
  const since = await requiredSince(database, clock());
  const account = await database.query
    .selectFrom('staff')
    .select('created_at')
    .where('id', '=', staffId)
    .executeTakeFirst();
  return Math.max(since, account?.created_at ?? 0) + GRACE;
}

/** Noted by whoever is the first to be asked for one, which is no later than the admin who has required it. */
async function requiredSince(database: Database, now: number): Promise<number> {
  const known = await readFact(database.query, FACTOR_REQUIRED_SINCE);
  if (known !== null) return Number(known);
  const noted = keepFact(database, FACTOR_REQUIRED_SINCE, String(now));
  return Number(await noted.catch(whereItCanBeWritten(String(now))));
}

/** Where none is required any more, now or later: should one be again, the week begins anew. */
export async function followRequirement(
  context: Pick<Context, 'database' | 'settings' | 'liveSettings'>,
): Promise<void> {
  context.liveSettings.onChange(() => forgetRequirement(context));
  await forgetRequirement(context);
}

async function forgetRequirement({
  database,
  settings,
}: Pick<Parts, 'database' | 'settings'>): Promise<void> {
  if (settings.isFactorRequired) return;
  if ((await readFact(database.query, FACTOR_REQUIRED_SINCE)) === null) return;
  const forgotten = database.write(trx => dropFact(trx, FACTOR_REQUIRED_SINCE));
  await forgotten.catch(whereItCanBeWritten(undefined));
}

/** Where the database can only be read just now, the desk goes on, and it is noted later. */
const whereItCanBeWritten =
  <T>(instead: T) =>
  (error: unknown): T => {
    if (error instanceof DatabaseAway) return instead;
    throw error;
  };
