import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Masters, TipSeal } from '../crypto/masters.ts';
import { openedColumns, type SealedForm, sealedColumns } from '../crypto/tip-content.ts';
import type { Schema } from '../db/schema/schema.ts';
import { type MadeOf, type StoredAs, sealOfTip } from '../files/sealed/stored-as.ts';
import { type OrUnknown, readWord } from '../unknown.ts';
import { type Details, details, SHORTFALLS, type Shortfall } from './details.ts';
import type { MadeType } from './made-types.ts';

/** A file that was made of another one, in the same store. */
export type MadeFile = StoredAs & { type: string };

/** What was found out about a file. `broken`: it says that it is a picture, say, and no picture could be made of it. */
export type Inspection =
  | { is: 'waiting' }
  /** What was found out is damaged, or its key is gone. */
  | { is: 'unopened' }
  | {
      is: 'done';
      broken: boolean;
      /** As its content tells, such as `image/jpeg`; null where that is unknown. */
      type: string | null;
      /** Small, for a gallery; of pictures only. */
      thumbnail: MadeFile | null;
      /** The picture anew: no location, no device, no other metadata, nothing of the sender's bytes. */
      copy: MadeFile | null;
      shortfall: OrUnknown<Shortfall> | null;
      details: Details;
    };

/** What ClamAV says of a file. `unscannable`: it was asked again and again, and gave no verdict. */
const VERDICTS = ['waiting', 'clean', 'infected', 'too large', 'unscannable'] as const;
type Verdict = (typeof VERDICTS)[number];

export type Scan =
  | { is: 'not scanned' | OrUnknown<Exclude<Verdict, 'infected'>> }
  /** `signature` is null where it does not open. */
  | { is: 'infected'; signature: string | null };

export const THUMBNAIL_TYPE = 'image/webp' satisfies MadeType;

export function readInspection(
  row: Selectable<Schema['inspections']> | undefined,
  subject: Subject,
): Inspection {
  if (row === undefined) return { is: 'waiting' };
  const inspected = readInspected(subject, row);
  if (inspected === null) return { is: 'unopened' };
  const { type, details } = inspected;
  return {
    is: 'done',
    broken: row.broken === 1,
    type,
    thumbnail: madeFile('thumbnail', thumbnailOf(row), subject),
    copy: madeFile('copy', copyOf(row), subject),
    shortfall: row.shortfall === null ? null : readWord(SHORTFALLS, row.shortfall),
    details: readDetails(JSON.parse(details)),
  };
}

/** But for what a newer version has written otherwise. */
function readDetails(kept: unknown): Details {
  const read = details.safeParse(kept);
  if (read.success) return read.data;
  const strange = new Set(read.error.issues.map(({ path }) => path[0]));
  const rest = Object.entries(Object(kept)).filter(([name]) => !strange.has(name));
  return details.parse(Object.fromEntries(rest));
}

type Row = Selectable<Schema['inspections']>;

const thumbnailOf = ({ thumbnail: id, thumbnail_size: size, thumbnail_wrapped: wrapped }: Row) => ({
  ...{ id, size, wrapped },
  type: THUMBNAIL_TYPE,
});
const copyOf = ({ copy: id, copy_size: size, copy_type: type, copy_wrapped: wrapped }: Row) => ({
  ...{ id, size, wrapped, type },
});

type MadeColumns = { id: string | null; size: number | null; type: string | null; wrapped: string | null };

function madeFile(
  as: MadeOf['as'],
  { id, size, type, wrapped }: MadeColumns,
  { tipSeal, file }: Subject,
): MadeFile | null {
  if (id === null || size === null || type === null) return null;
  return { id, size, type, seal: sealOfTip({ wrapped, size }, tipSeal, as), madeOf: { file, as } };
}

export function readScan(row: Selectable<Schema['scans']> | undefined, subject: Subject): Scan {
  if (row === undefined) return { is: 'not scanned' };
  const is = readWord(VERDICTS, row.verdict);
  return is === 'infected' ? { is, signature: readScanned(subject, row)?.signature ?? null } : { is };
}

/** Whose findings, and under what; `tipSeal` is null where nothing of the tip is sealed. */
export type Subject = { masters: Masters; tipSeal: TipSeal | null; tip: number; file: string };

type Inspected = { type: string | null; details: string };
type Scanned = { signature: string | null };
type Kept<Findings> = Findings & { sealed: string | null };

export const INSPECTED: SealedForm<Inspected> = {
  table: 'inspections',
  shape: z.object({ type: z.string().nullable(), details: z.string() }),
  emptied: { type: null, details: '{}' },
  padding: 64,
};
export const SCANNED: SealedForm<Scanned> = {
  table: 'scans',
  shape: z.object({ signature: z.string().nullable() }),
  emptied: { signature: null },
  padding: 64,
};

/** What a file is and tells says something of what stands in it: so it is kept as its content is. */
export const inspectedColumns = (subject: Subject, inspected: Inspected): Kept<Inspected> =>
  sealedColumns(INSPECTED, subject, rowOf(subject), inspected);

/** Null where it does not open. */
const readInspected = (subject: Subject, row: Kept<Inspected>): Inspected | null =>
  openedColumns(INSPECTED, subject, rowOf(subject), row);

/** What it is and how long it plays, where that is told; null where it does not open. */
export function readPlaying(
  subject: Subject,
  row: Kept<Inspected>,
): { type: string | null; seconds: number | null } | null {
  const inspected = readInspected(subject, row);
  if (inspected === null) return null;
  return { type: inspected.type, seconds: readDetails(JSON.parse(inspected.details)).seconds ?? null };
}

export const scannedColumns = (subject: Subject, scanned: Scanned): Kept<Scanned> =>
  sealedColumns(SCANNED, subject, rowOf(subject), scanned);

/** Null where it does not open. */
const readScanned = (subject: Subject, row: Kept<Scanned>): Scanned | null =>
  openedColumns(SCANNED, subject, rowOf(subject), row);

const rowOf = ({ tip, file }: Subject) => ({ tip, row: file });
