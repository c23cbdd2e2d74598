import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Schema } from '../db/schema.ts';
import type { MadeType } from './made-types.ts';

/** The debts that a new file makes; their subject is the file's id. */
export const INSPECT_FILE = 'inspect file';
export const SCAN_FILE = 'scan file';

export const details = z.object({
  /** Pixels, as the picture stands upright. */
  width: z.int().optional(),
  height: z.int().optional(),
  /** How long it plays. */
  seconds: z.number().optional(),
  /** As the device wrote it: local time, with an offset from UTC only where it is known. ISO 8601. */
  takenAt: z.string().max(40).optional(),
  /** Degrees, WGS 84. */
  place: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  /** Maker and model. */
  device: z.string().max(200).optional(),
  /** So many pictures are in it, of which what was made of it shows only the first. */
  pages: z.int().min(2).optional(),
});

/** What a file tells of itself; each part only where it does. */
export type Details = z.output<typeof details>;

/**
 * How what was made of a file falls short of it. `too large`: for a copy, and perhaps for a thumbnail, in bytes, pixels, time
 * or memory. `reduced`: the copy has fewer pixels. `no space`: nothing was made, because the disk is full.
 */
export const shortfall = z.enum(['too large', 'reduced', 'no space']);
export type Shortfall = z.output<typeof shortfall>;

/** A file that was made of another one, in the same store. */
export type MadeFile = { id: string; size: number; type: string };

/** What was found out about a file. `broken`: it says that it is a picture, say, and no picture could be made of it. */
export type Inspection =
  | { is: 'waiting' }
  | {
      is: 'done';
      broken: boolean;
      /** As its content tells, such as `image/jpeg`; null where that is unknown. */
      type: string | null;
      /** Small, for a gallery; of pictures only. */
      thumbnail: MadeFile | null;
      /** The picture anew: no location, no device, no other metadata, nothing of the sender's bytes. */
      copy: MadeFile | null;
      shortfall: Shortfall | null;
      details: Details;
    };

/** What ClamAV says of a file. `unscannable`: it was asked again and again, and gave no verdict. */
export type Scan =
  | { is: 'not scanned' }
  | { is: 'waiting' }
  | { is: 'clean' }
  | { is: 'too large' }
  | { is: 'unscannable' }
  | { is: 'infected'; signature: string };

export const THUMBNAIL_TYPE = 'image/webp' satisfies MadeType;

export function readInspection(row: Selectable<Schema['inspections']> | undefined): Inspection {
  if (row === undefined) return { is: 'waiting' };
  return {
    is: 'done',
    broken: row.broken === 1,
    type: row.type,
    thumbnail: madeFile(row.thumbnail, row.thumbnail_size, THUMBNAIL_TYPE),
    copy: madeFile(row.copy, row.copy_size, row.copy_type),
    shortfall: shortfall.nullable().parse(row.shortfall),
    details: details.parse(JSON.parse(row.details)),
  };
}

const madeFile = (id: string | null, size: number | null, type: string | null): MadeFile | null =>
  id === null || size === null || type === null ? null : { id, size, type };

export function readScan(row: Selectable<Schema['scans']> | undefined): Scan {
  if (row === undefined) return { is: 'not scanned' };
  return row.verdict === 'infected'
    ? { is: 'infected', signature: row.signature ?? '' }
    : { is: row.verdict };
}
