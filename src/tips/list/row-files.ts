import type { Masters } from '../../crypto/masters.ts';
import type { Query } from '../../db/database.ts';
import { tipSealOf } from '../../db/tip-keys.ts';
import { readPlaying } from '../../media/inspection.ts';
import { isFromReader } from '../from-reader.ts';
import type { TipRecord } from '../rows.ts';
import type { Lead } from '../tip.ts';

/** The files of a tip, in a row of the list. */
export type RowFiles = { count: number; lead: Lead | null };

export const NO_FILES: RowFiles = { count: 0, lead: null };

/** How many files each tip has, and what the list shows of them: all of a page in one query. */
export async function loadRowFiles(
  query: Query,
  masters: Masters,
  page: readonly TipRecord[],
): Promise<Map<number, RowFiles>> {
  if (page.length === 0) return new Map();
  const numbers = page.map(({ number }) => number);
  const ofTips = Map.groupBy(await filesOf(query, numbers), ({ tip }) => tip);
  return new Map(
    page.map(row => {
      const files = ofTips.get(row.number) ?? [];
      return [row.number, { count: files.length, lead: leadOf(masters, row, files) }];
    }),
  );
}

const filesOf = (query: Query, numbers: readonly number[]) =>
  query
    .selectFrom('files')
    .leftJoin('inspections', 'inspections.file', 'files.id')
    .leftJoin('scans', 'scans.file', 'files.id')
    .select(['files.tip', 'files.id', 'files.disturbing', 'scans.verdict'])
    .select(['inspections.broken', 'inspections.thumbnail'])
    .select(['inspections.type', 'inspections.details', 'inspections.sealed'])
    .where('files.tip', 'in', numbers)
    .where(isFromReader)
    .orderBy('files.tip')
    .orderBy('files.position')
    .execute();

type FileRow = Awaited<ReturnType<typeof filesOf>>[number];

/** The first picture that may be shown, or else the first film. What may disturb is shown to nobody who has not asked for it. */
function leadOf(masters: Masters, row: TipRecord, files: readonly FileRow[]): Lead | null {
  if (files.length === 0 || row.forgotten_at !== null) return null;
  const shown = files.filter(
    ({ broken, disturbing, verdict }) => broken === 0 && disturbing === 0 && verdict !== 'infected',
  );
  const picture = shown.find(({ thumbnail }) => thumbnail !== null);
  if (picture !== undefined) return { is: 'picture', file: picture.id };
  for (const file of shown) {
    const film = filmOf(masters, row, file);
    if (film !== null) return film;
  }
  return { is: 'file' };
}

function filmOf(masters: Masters, row: TipRecord, { id, type, details, sealed }: FileRow): Lead | null {
  if (details === null) return null;
  const subject = { masters, tipSeal: tipSealOf(row), tip: row.number, file: id };
  const playing = readPlaying(subject, { type, details, sealed });
  return playing?.type?.startsWith('video/') ? { is: 'film', seconds: playing.seconds } : null;
}
