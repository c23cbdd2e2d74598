import { type SqlBool, sql } from 'kysely';
import type { Write } from '../db/database.ts';
import { type OfTips, sealRows } from '../db/seal-rows.ts';
import { INSPECTED, SCANNED } from './inspection.ts';

const rowsOf = (table: string, { tipSeals }: OfTips) => ({
  id: 'file',
  tip: sql<number>`(select tip from files where files.id = ${sql.ref(`${table}.file`)})`,
  isOfTips: sql<SqlBool>`file in (select id from files where tip in (${sql.join([...tipSeals.keys()])}))`,
});

/** What an older version found in the files of tips, in a transaction that holds the tips' rows. */
export const sealInspections = (trx: Write, ofTips: OfTips): Promise<void> =>
  sealRows(trx, ofTips, INSPECTED, rowsOf('inspections', ofTips));

/** The same of what the scanner said. */
export const sealScans = (trx: Write, ofTips: OfTips): Promise<void> =>
  sealRows(trx, ofTips, SCANNED, rowsOf('scans', ofTips));
