import { join } from 'node:path';
import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Config } from '../config/config.ts';
import { makeFolder } from '../disk.ts';
import { publishing } from './after-commit.ts';
import { hasTable, ownSchema } from './catalog.ts';
import type { Database, Query } from './database.ts';
import { firstDesk } from './migrations/0001-first-desk.ts';
import { uploadsAndInspections } from './migrations/0002-uploads-and-inspections.ts';
import { outboxByKind } from './migrations/0003-outbox-by-kind.ts';
import { whatWasSeenAndWhatIsMissing } from './migrations/0004-what-was-seen-and-what-is-missing.ts';
import { uploadHolds } from './migrations/0005-upload-holds.ts';
import { filesInS3 } from './migrations/0006-files-in-s3.ts';
import { staffRoles } from './migrations/0007-staff-roles.ts';
import { whyLinksEnded } from './migrations/0008-why-links-ended.ts';
import { drafts } from './migrations/0009-drafts.ts';
import { processesAndAccounts } from './migrations/0010-processes-and-accounts.ts';
import { timeTaken } from './migrations/0011-time-taken.ts';
import { zipChecksums } from './migrations/0011-zip-checksums.ts';
import { pauses } from './migrations/0012-pauses.ts';
import { brokenOff } from './migrations/0013-broken-off.ts';
import { knownPlaces } from './migrations/0014-known-places.ts';
import { forgettingOnTime } from './migrations/0015-forgetting-on-time.ts';
import { noticesOfForgetting } from './migrations/0017-notices-of-forgetting.ts';
import { sealKeys } from './migrations/0018-seal-keys.ts';
import { processKeys } from './migrations/0019-process-keys.ts';
import { sealedFiles } from './migrations/0020-sealed-files.ts';
import { sealedContent } from './migrations/0021-sealed-content.ts';
import { movedFiles } from './migrations/0022-moved-files.ts';
import { rolesAndTopics } from './migrations/0025-roles-and-topics.ts';
import { history } from './migrations/0027-history.ts';
import { namedSessionsAndTokens } from './migrations/0028-named-sessions-and-tokens.ts';
import { secondFactor } from './migrations/0029-second-factor.ts';
import { people } from './migrations/0030-people.ts';
import { passkeys } from './migrations/0032-passkeys.ts';
import { endedTopics } from './migrations/0033-ended-topics.ts';
import { retentionOfTopics } from './migrations/0034-retention-of-topics.ts';
import { dailyMails } from './migrations/0035-daily-mails.ts';
import { takersOfTips } from './migrations/0037-takers-of-tips.ts';
import { searchRuns } from './migrations/0038-search-runs.ts';
import { workOnTips } from './migrations/0039-work-on-tips.ts';
import { listsOfTips } from './migrations/0040-lists-of-tips.ts';
import { WORK_ON_TIPS } from './migrations/work-on-tips.ts';
import { refuseOtherEncoding } from './postgres/encoding.ts';
import { HalfRestored, isMarked } from './restore-mark.ts';
import { openSqlite, SQLITE_FILE } from './sqlite/sqlite.ts';
import { refuseTooOld } from './versions/least-version.ts';

export const migrationsFor = (engine: Database['engine']): Record<string, Migration> => ({
  '0001-first-desk': firstDesk(engine),
  '0002-uploads-and-inspections': uploadsAndInspections(),
  '0003-outbox-by-kind': outboxByKind,
  '0004-what-was-seen-and-what-is-missing': whatWasSeenAndWhatIsMissing(),
  '0005-upload-holds': uploadHolds,
  '0006-files-in-s3': filesInS3(),
  '0007-staff-roles': staffRoles,
  '0008-why-links-ended': whyLinksEnded,
  '0009-drafts': drafts,
  '0010-processes-and-accounts': processesAndAccounts,
  '0011-time-taken': timeTaken,
  '0011-zip-checksums': zipChecksums,
  '0012-pauses': pauses,
  '0013-broken-off': brokenOff,
  '0014-known-places': knownPlaces,
  '0015-forgetting-on-time': forgettingOnTime,
  '0017-notices-of-forgetting': noticesOfForgetting,
  '0018-seal-keys': sealKeys(engine),
  '0019-process-keys': processKeys,
  '0020-sealed-files': sealedFiles(engine),
  '0021-sealed-content': sealedContent(engine),
  '0022-moved-files': movedFiles,
  '0025-roles-and-topics': rolesAndTopics,
  '0027-history': history,
  '0028-named-sessions-and-tokens': namedSessionsAndTokens,
  '0029-second-factor': secondFactor,
  '0030-people': people,
  '0032-passkeys': passkeys,
  '0033-ended-topics': endedTopics,
  '0034-retention-of-topics': retentionOfTopics,
  '0035-daily-mails': dailyMails,
  '0037-takers-of-tips': takersOfTips,
  '0038-search-runs': searchRuns(engine),
  '0039-work-on-tips': workOnTips,
  '0040-lists-of-tips': listsOfTips,
  ...WORK_ON_TIPS,
});

/**
 * Opens the desk's database and brings it forward to this version, one process at a time.
 * @throws {HalfRestored} when the desk is not whole yet.
 * @throws {VersionTooOld} when it needs a newer version.
 */
export async function openDatabase(
  settings: Config['database'],
  dataDir: string,
  onConnectionLost: (error: Error) => void = () => {},
): Promise<Database> {
  if (await isMarked(dataDir)) throw new HalfRestored();
  const database = publishing(await connectDatabase(settings, dataDir, onConnectionLost));
  try {
    await refuseTooOld(database);
    await migrate(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

/** The database as it stands, be it empty. */
export async function connectDatabase(
  settings: Config['database'],
  dataDir: string,
  onConnectionLost: (error: Error) => void = () => {},
): Promise<Database> {
  if (settings.engine === 'postgres') {
    // A desk on SQLite need not load the driver.
    const { openPostgres } = await import('./postgres/postgres.ts');
    return openPostgres(settings.url, onConnectionLost);
  }
  await makeFolder(dataDir);
  return openSqlite(join(dataDir, SQLITE_FILE), onConnectionLost);
}

/**
 * In PostgreSQL's words. A table that a backup reads for an hour cannot be changed meanwhile, and whoever waited to do so
 * would have all others wait behind it: the desk that is at work beside would stand still.
 */
const WAITS_FOR_A_TABLE = '2s';

/**
 * Forward only. Kysely locks the migrations on PostgreSQL; on SQLite the immediate transaction around them does.
 * With a transaction as its `query`, all of it belongs to that one. What a newer version has done is left as it is: that
 * only adds, and the mark of the least version says when it may not be.
 * @throws with 55P03 where PostgreSQL does not hand out a table in time, as while a backup reads: then nothing is changed.
 */
export async function migrate(database: Pick<Database, 'engine' | 'query'>, upTo?: string) {
  if (database.engine === 'postgres') await refuseOtherEncoding(database.query);
  const all = Object.entries(migrationsFor(database.engine));
  const impatient = all.map(([name, { up }]) => [name, { up: impatiently(up) }] as const);
  const known = Object.fromEntries(database.engine === 'postgres' ? impatient : all);
  // Kysely would take another program's table of migrations, in another schema, for ours.
  const own = database.engine === 'postgres' && { migrationTableSchema: await ownSchema(database.query) };
  for (let lookedAt = ''; ; ) {
    const done = await executedMigrations(database);
    if (upTo === undefined && Object.keys(known).every(name => done.includes(name))) return;
    // Of another program are those that do not begin with ours.
    const ofNewer = done.includes(FIRST) ? Object.fromEntries(done.map(name => [name, doneByNewer])) : {};
    const provider = { getMigrations: async () => ({ ...ofNewer, ...known }) };
    // A branch that is merged later may bring a lower number than was there.
    const migrator = new Migrator({
      db: database.query,
      provider,
      allowUnorderedMigrations: true,
      ...own,
    });
    const { error } = upTo === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(upTo);
    if (error === undefined) return;
    // A newer version may have brought it forward in between.
    const isNews = error instanceof Error && IS_MISSING.test(error.message) && done.join() !== lookedAt;
    if (!isNews) throw error;
    lookedAt = done.join();
  }
}

const FIRST = '0001-first-desk';

/** Kysely's words for a migration that was done and that it was not given. */
const IS_MISSING = /previously executed migration \S+ is missing/;

/** Of a newer version, and done: Kysely only asks for its name. */
const doneByNewer: Migration = {
  up: () => Promise.reject(new Error('This migration is of a newer version')),
};

/** The names of those that a database has been through, be it empty. */
async function executedMigrations(database: Pick<Database, 'engine' | 'query'>): Promise<string[]> {
  if (!(await hasTable(database, 'kysely_migration'))) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
    database.query,
  );
  return rows.map(({ name }) => name);
}

const impatiently =
  (up: Migration['up']): Migration['up'] =>
  async db => {
    await sql`set local lock_timeout = ${sql.lit(WAITS_FOR_A_TABLE)}`.execute(db);
    await up(db);
  };

/** The last migration that a database with tables has been through. */
export async function lastMigration(query: Query): Promise<string | null> {
  const { rows } = await sql<{
    name: string;
  }>`select name from kysely_migration order by name desc limit 1`.execute(query);
  return rows[0]?.name ?? null;
}
