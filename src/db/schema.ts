import type { ColumnType, Generated } from 'kysely';

/**
 * What is kept. Times are milliseconds since 1970, UTC; flags are 0 or 1; ids are 128 random bits in hex,
 * but for the tip's number, which is the desk's running number, and the event's, which only orders the log.
 * Content stands in the columns so marked, and nowhere else: SQL neither filters nor sorts on it (but for the plain search).
 */
export type Schema = {
  tips: {
    number: Generated<number>;
    channel: string;
    /** The other side's id for it, unique within its channel; null for the form. */
    external_id: string | null;
    receipt_hash: string;
    lang: string;
    received_at: number;
    state: string;
    state_since: number;
    state_by: string | null;
    version: number;
    forgotten_at: number | null;
    consent_contact: Flag;
    consent_media: Flag;
    age_14: string | null;
    // content
    headline: string | null;
    title: string | null;
    place: string | null;
    happened_typed: string | null;
    happened_at: number | null;
    article: string | null;
    name: string | null;
  };
  messages: {
    id: string;
    tip: number;
    direction: 'in' | 'out';
    channel: string;
    at: number;
    // content
    body: string;
  };
  contacts: {
    id: string;
    tip: number;
    way: string;
    may_reply: Flag;
    // content
    typed: string;
    parsed: string | null;
  };
  files: {
    id: string;
    tip: number;
    position: number;
    size: number;
    sha256: string;
    claimed_type: string;
    // content
    name: string;
  };
  /** Files that arrive in parts, until a tip claims them. */
  uploads: {
    id: string;
    size: number;
    /** So many bytes survive a power cut. */
    arrived: number;
    /** Once all have arrived. */
    sha256: string | null;
    claimed_type: string;
    begun_at: number;
    last_at: number;
    /** The process that works on it, and a random token of this work; null while none does. */
    held_by: string | null;
    held_until: number | null;
    // content
    name: string;
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
    /** The state of the file's SHA-256 behind this part. */
    hash: string;
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
    copy: string | null;
    copy_size: number | null;
    copy_type: string | null;
    /** How these fall short of the file; null where they do not. */
    shortfall: string | null;
    // content
    details: string;
  };
  /** One row for each file that is to be scanned, or was. */
  scans: {
    file: string;
    at: number;
    verdict: 'waiting' | 'clean' | 'infected' | 'too large' | 'unscannable';
    signature: string | null;
    /** So often the scanner was reached and gave no verdict. */
    failures: Generated<number>;
  };
  notes: {
    id: string;
    tip: number;
    staff_id: string;
    at: number;
    // content
    body: string;
  };
  events: {
    id: Generated<number>;
    tip: number;
    kind: string;
    staff_id: string | null;
    at: number;
    /** The file that it is about, which may be gone. */
    file: string | null;
  };
  outbox: {
    id: string;
    kind: string;
    subject: string;
    /** 1 for the first row of its kind and subject, 2 for the next: part of what makes a mail's Message-ID. */
    position: number;
    recipient: string | null;
    state: 'owed' | 'done' | 'set aside' | 'dropped';
    /** Counts the claims; whoever settles must name the count it claimed with, so that a late one changes nothing. */
    attempts: number;
    /** When the row may be claimed; a claim moves it to the end of its lease. */
    due: number;
    created_at: number;
    settled_at: number | null;
    last_error: string | null;
    /** What came of it, in a word of the handler's, where that is not plain. */
    outcome: string | null;
  };
  staff: {
    id: string;
    email: string;
    password_hash: string | null;
    created_at: number;
  };
  /** One-time links that set a password; `staff_id` is null for the desk's first account. */
  setup_links: {
    token_hash: string;
    staff_id: string | null;
    expires_at: number;
  };
  sessions: {
    token_hash: string;
    staff_id: string;
    created_at: number;
    expires_at: number;
  };
  /** What the desk knows of itself, such as its key's fingerprint. */
  desk_facts: { name: string; value: string };
};

type Flag = ColumnType<number, 0 | 1, 0 | 1>;
