import type { Generated } from 'kysely';
import type { ColumnsOf, Flag, GeneratedFlag } from './column.ts';

export type FileTables = {
  files: {
    id: string;
    tip: number;
    position: number;
    size: number;
    sha256: string;
    claimed_type: string;
    name: string;
    /** As in a zip; null where an older version took it in. */
    crc32: Generated<number | null>;
    /** Its key, under the tip's; null where it stands as it was sent. */
    wrapped: Generated<string | null>;
    /** Its sums, under its key: then these columns hold none. */
    sealed: Generated<string | null>;
    /** Where it stands, and under what its key is, since it was sealed; null where that is its own id. */
    stored: Generated<string | null>;
    /** Its sender said that it is a photo or a video; an older version does not note it. */
    media: GeneratedFlag;
    /** Whether it is shown to nobody who has not asked for it. */
    disturbing: GeneratedFlag;
    /** The id of the message that it came with; null: of the first. */
    message: Generated<string | null>;
  };
  /** Files that arrive in parts, until a tip claims them. */
  uploads: {
    id: string;
    size: number;
    /** So many bytes survive a power cut. */
    arrived: number;
    /** Once all have arrived; empty where it is sealed. */
    sha256: string | null;
    claimed_type: string;
    begun_at: number;
    last_at: number;
    /** The process that works on it, and a random token of this work; null while none does. */
    held_by: string | null;
    held_until: number | null;
    name: string;
    /** With `sha256`. */
    crc32: number | null;
    /** Its key, under what follows from this master; null where it stands as it was sent. */
    wrapped: Generated<string | null>;
    master: Generated<number | null>;
    /** Name, type and sums, under its key: then these columns hold none. */
    sealed: Generated<string | null>;
    /** What has come of the chunk that is not full, and the state of the sums; under its key. */
    progress: Generated<string | null>;
  };
  /** Files on their way into S3: what is there of them before they are whole. */
  s3_incoming: {
    file: string;
    /** Who may note more of it: one that has been replaced cannot. */
    writer: string;
    /** Bytes of each part but the last. */
    part_size: number;
    /** S3's name for it, once it comes in more than one part. */
    upload_id: string | null;
    /** The object that holds what has come of part number `tail_part`, and how many bytes of it count. */
    tail_key: string | null;
    tail_part: number | null;
    tail_size: number | null;
    at: number;
  };
  s3_parts: {
    file: string;
    number: number;
    size: number;
    etag: string;
    /** The state of the file's SHA-256 behind this part; empty where the file is sealed. */
    hash: string;
    /** That of its CRC-32; null where an older version has sent a part of it. */
    crc32: number | null;
  };
  /** What was found out about a file after it was in. */
  inspections: {
    file: string;
    at: number;
    /** It says that it is a picture, say, and no picture could be made of it. */
    broken: Flag;
    /** As its content tells; null where that is unknown. */
    type: string | null;
    /** Ids of what was made of it, kept as files are. */
    thumbnail: string | null;
    thumbnail_size: number | null;
    /** The keys of both, as that of the file. */
    thumbnail_wrapped: Generated<string | null>;
    copy_wrapped: Generated<string | null>;
    copy: string | null;
    copy_size: number | null;
    copy_type: string | null;
    /** How these fall short of the file; null where they do not. */
    shortfall: string | null;
    details: string;
    sealed: Generated<string | null>;
    /** Milliseconds of the sandbox. */
    took: number | null;
  };
  /** One row for each file that is to be scanned, or was. */
  scans: {
    file: string;
    at: number;
    verdict: string;
    signature: string | null;
    sealed: Generated<string | null>;
    /** So often the scanner was reached and gave no verdict. */
    failures: Generated<number>;
  };
};

export const fileColumns = {
  files: {
    id: 'none',
    tip: 'none',
    position: 'none',
    size: 'none',
    sha256: 'content',
    claimed_type: 'content',
    name: 'content',
    crc32: 'content',
    wrapped: 'none',
    sealed: 'content',
    stored: 'none',
    media: 'none',
    disturbing: 'none',
    message: 'none',
  },
  uploads: {
    id: 'none',
    size: 'none',
    arrived: 'none',
    sha256: 'content',
    claimed_type: 'content',
    begun_at: 'none',
    last_at: 'none',
    held_by: 'none',
    held_until: 'none',
    name: 'content',
    crc32: 'content',
    wrapped: 'none',
    master: 'none',
    sealed: 'content',
    progress: 'content',
  },
  s3_incoming: {
    file: 'none',
    writer: 'none',
    part_size: 'none',
    upload_id: 'none',
    tail_key: 'none',
    tail_part: 'none',
    tail_size: 'none',
    at: 'none',
  },
  s3_parts: {
    file: 'none',
    number: 'none',
    size: 'none',
    etag: 'content',
    hash: 'content',
    crc32: 'content',
  },
  inspections: {
    file: 'none',
    at: 'none',
    broken: 'none',
    type: 'content',
    thumbnail: 'none',
    thumbnail_size: 'none',
    thumbnail_wrapped: 'none',
    copy_wrapped: 'none',
    copy: 'none',
    copy_size: 'none',
    copy_type: 'none',
    shortfall: 'none',
    details: 'content',
    sealed: 'content',
    took: 'none',
  },
  scans: {
    file: 'none',
    at: 'none',
    verdict: 'none',
    signature: 'content',
    sealed: 'content',
    failures: 'none',
  },
} as const satisfies ColumnsOf<FileTables>;
