import { isAtLeast, VERSION } from '../../version.ts';
import { hasTable } from '../catalog.ts';
import type { Database, Query, Write } from '../database.ts';
import { LEAST_VERSION, readFact } from '../desk-facts.ts';

/**
 * The oldest version that reads rightly all that this one writes. Where it goes up, the mark in the database goes up by
 * itself, once no older process is alive; what an older one could not read is written only where `isServedFrom` says so.
 */
export const READABLE_FROM = '0.6.0';

/** What stands in the database needs a newer version than this one. */
export class VersionTooOld extends Error {
  override name = 'VersionTooOld';

  constructor(least: string, version: string) {
    super(
      `This is Jebo ${version}, and this database needs ${least} or newer: it may hold what an older version cannot read, or would show to the wrong people. Start that version (docs/operating.md, Upgrades).`,
    );
  }
}

/** Null where any version may serve, as where there is no desk yet. */
export const readLeastVersion = (query: Query | Write): Promise<string | null> =>
  readFact(query, LEAST_VERSION);

/** Before anything of the database is changed. @throws {VersionTooOld} */
export async function refuseTooOld(
  database: Pick<Database, 'engine' | 'query'>,
  version = VERSION,
): Promise<void> {
  if (!(await hasTable(database, 'desk_facts'))) return;
  refuseBelow(await readLeastVersion(database.query), version);
}

/** @throws {VersionTooOld} */
export function refuseBelow(least: string | null, version = VERSION): void {
  if (least !== null && isBelow(least, version)) throw new VersionTooOld(least, version);
}

/** Whether what bears this mark needs a newer version; null: it bears none. */
export const isBelow = (least: string | null, version = VERSION): boolean =>
  least !== null && !isAtLeast(version, least);

/**
 * From now on no older version may serve: an older start is refused, and an older process stops as soon as it hears of
 * it, or at its next sign of life. A higher mark stays as it is.
 */
export async function raiseLeastVersion(database: Database, version: string): Promise<void> {
  while (true) {
    const kept = await readLeastVersion(database.query);
    if (kept !== null && !isAtLeast(version, kept)) return;
    if (kept === version) return;
    // Another process may raise it at the same time: nobody's higher mark is overwritten.
    if (await database.write(trx => replaceMark(trx, kept, version))) break;
  }
  database.publish(LEAST_VERSION);
}

async function replaceMark(trx: Write, kept: string | null, version: string): Promise<boolean> {
  const changed =
    kept === null
      ? trx
          .insertInto('desk_facts')
          .values({ name: LEAST_VERSION, value: version })
          .onConflict(conflict => conflict.doNothing())
          .returning('name')
      : trx
          .updateTable('desk_facts')
          .set({ value: version })
          .where('name', '=', LEAST_VERSION)
          .where('value', '=', kept)
          .returning('name');
  return (await changed.executeTakeFirst()) !== undefined;
}
