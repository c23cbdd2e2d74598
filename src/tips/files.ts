import type { Query } from '../db/database.ts';
import { readInspection, readScan } from '../inspection/inspection.ts';
import type { KeptFile } from './tip.ts';

/** A tip's files in the reader's order, with what was found out about each since. */
export async function loadFiles(query: Query, tip: number): Promise<KeptFile[]> {
  const rows = await query
    .selectFrom('files')
    .selectAll()
    .where('tip', '=', tip)
    .orderBy('position')
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.map(row => row.id);
  const inspections = await query.selectFrom('inspections').selectAll().where('file', 'in', ids).execute();
  const scans = await query.selectFrom('scans').selectAll().where('file', 'in', ids).execute();
  return rows.map(({ id, name, size, sha256, claimed_type }) => ({
    id,
    name,
    size,
    sha256,
    claimedType: claimed_type,
    inspection: readInspection(inspections.find(row => row.file === id)),
    scan: readScan(scans.find(row => row.file === id)),
  }));
}
