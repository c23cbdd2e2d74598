import type { Snapshot } from '../db/snapshot.ts';
import { ROWS_IN_ENTRY, rowsEntry } from './archive/format.ts';
import type { ArchiveWriter } from './archive/write-archive.ts';
import { rowsOf } from './rows/read-rows.ts';
import { toLine } from './rows/row-lines.ts';
import { KEPT, type KeptTable } from './rows/tables.ts';

/** The rows of all tables, in entries of a bounded size. Gives how many each table has. */
export async function addRows(archive: ArchiveWriter, snapshot: Snapshot): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  // A database of an older version lacks some.
  for (const table of KEPT.filter(({ name }) => snapshot.tables.has(name)))
    counts[table.name] = await addTable(archive, snapshot, table);
  return counts;
}

async function addTable(archive: ArchiveWriter, { asItWas }: Snapshot, table: KeptTable): Promise<number> {
  let [count, part, lines] = [0, 0, ''];
  const flush = async () => {
    if (lines === '') return;
    part += 1;
    await archive.addText(rowsEntry(table.name, part), lines);
    lines = '';
  };
  for await (const row of rowsOf(asItWas, table)) {
    lines += `${toLine(row)}\n`;
    count += 1;
    if (lines.length >= ROWS_IN_ENTRY) await flush();
  }
  await flush();
  return count;
}
