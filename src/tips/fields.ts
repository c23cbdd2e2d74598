import type { Selectable } from 'kysely';
import { COLUMNS, type ContentColumn, type ContentTable, type Schema } from '../db/schema/schema.ts';
import { MESSAGE_LIMIT, TEXT_LIMIT } from './text.ts';

/** `fingerprint`: by it whoever has a file can prove that it was here. `json`: an object of several parts. */
type Kind = 'text' | 'time' | 'url' | 'type' | 'json' | 'fingerprint';

export type Field = {
  kind: Kind;
  /**
   * In code points, counted after `clean`; of what a program says (names and types of files, the article) in UTF-16 units,
   * at which names and types are cut. Null: whatever makes it bounds it.
   */
  limit: number | null;
  /** The list is searched by it: by words, or by telephone numbers alone. */
  searched?: 'words' | 'numbers';
  /** The sender says it, and a repeat that says otherwise is another tip: it is part of what a receipt is made of. */
  digest?: true;
};

type Fields<Table extends ContentTable> = { readonly [Column in ContentColumn<Table>]: Field };

/**
 * `by`: the column by which its rows hang on a tip or on a file of one, and go with it; `number` is the tip's own row, which
 * is emptied and stays. `tips`: it is of several, and goes with the last of them. Null: no tip's yet; they go once a tip has them, or nobody sends on.
 */
type Content = {
  readonly [Table in ContentTable]: { by: 'number' | 'tip' | 'file' | 'tips' | null; fields: Fields<Table> };
};

const text = { kind: 'text', limit: TEXT_LIMIT } as const;
const fingerprint = { kind: 'fingerprint', limit: null } as const;
/** A file, of which the sender says the name and the type. */
const fileName = { ...text, limit: 1_000, digest: true } as const;
/** All of a row's content, which stands in no other column of it then. */
const sealed = { kind: 'json', limit: null } as const;
const fileType = { kind: 'type', limit: 200 } as const;

/**
 * What content is, and where it stands. Receiving, the digest of a submission, search, forgetting and backup follow from it.
 * A column that the schema marks as content, and that is missing here, fails the build.
 */
export const CONTENT = {
  tips: {
    by: 'number',
    fields: {
      /** Made of the title, or of the message's first words. */
      headline: { kind: 'text', limit: TEXT_LIMIT, searched: 'words' },
      title: { ...text, digest: true },
      place: { ...text, searched: 'words', digest: true },
      happened_typed: { kind: 'time', limit: TEXT_LIMIT, digest: true },
      /** Read from the typed words. */
      happened_at: { kind: 'time', limit: null },
      article: { kind: 'url', limit: 2_000, digest: true },
      name: { ...text, searched: 'words', digest: true },
    },
  },
  tip_heads: { by: 'tip', fields: { sealed } },
  messages: {
    by: 'tip',
    fields: {
      body: { kind: 'text', limit: MESSAGE_LIMIT, searched: 'words', digest: true },
      /** Of no digest: it ends when it is sent, and what is sent twice would be two tips. */
      call: sealed,
      sealed,
    },
  },
  contacts: {
    by: 'tip',
    fields: {
      typed: { ...text, searched: 'words', digest: true },
      /** Read from what was typed: a telephone number in its international form, which no word should find. */
      parsed: { ...text, searched: 'numbers' },
      sealed,
    },
  },
  files: {
    by: 'tip',
    fields: {
      name: { ...fileName, searched: 'words' },
      claimed_type: fileType,
      sha256: { ...fingerprint, digest: true },
      crc32: fingerprint,
      sealed,
    },
  },
  inspections: {
    by: 'file',
    fields: { type: { kind: 'type', limit: 100 }, details: { kind: 'json', limit: null }, sealed },
  },
  scans: { by: 'file', fields: { signature: { kind: 'text', limit: null }, sealed } },
  closures: { by: 'tip', fields: { article: { kind: 'url', limit: 2_000 }, sealed } },
  /** An item of the checklist, as it stood there. */
  checks: { by: 'tip', fields: { item: text, sealed } },
  /** What a tip that was changed with many others said before. */
  changed_tips: { by: 'tip', fields: { said: { kind: 'json', limit: null }, sealed } },
  holds: { by: 'tip', fields: { reason: { kind: 'text', limit: 1_000 }, sealed } },
  notes: { by: 'tip', fields: { body: { kind: 'text', limit: 10_000, searched: 'words' }, sealed } },
  drafts: { by: 'tip', fields: { sealed } },
  call_drafts: { by: null, fields: { sealed } },
  tags: { by: 'tips', fields: { sealed } },
  uploads: {
    by: null,
    fields: {
      name: fileName,
      claimed_type: fileType,
      sha256: fingerprint,
      crc32: fingerprint,
      sealed,
      progress: sealed,
    },
  },
  s3_parts: { by: null, fields: { etag: fingerprint, hash: fingerprint, crc32: fingerprint } },
} as const satisfies Content;

type Table = keyof typeof CONTENT;
type TipFields = (typeof CONTENT)['tips']['fields'];

/** A text that a sender may add to the message: the submission, the tip, the form's field and the column have its name. */
export type TextField = {
  [Name in keyof TipFields]: TipFields[Name] extends { kind: 'text'; digest: true } ? Name : never;
}[keyof TipFields];

/** The same for each text that a sender may add; a new one fails the build until it stands here. */
export const eachText = <T>(make: (field: TextField) => T): Record<TextField, T> => ({
  title: make('title'),
  place: make('place'),
  name: make('name'),
});

export const TEXT_FIELDS: readonly TextField[] = Object.values(eachText(field => field));

/** The content of a table's row, none of it left out. */
export type ContentOf<Of extends Table> = {
  [Column in ContentColumn<Of> & keyof Selectable<Schema[Of]>]: Selectable<Schema[Of]>[Column];
};

/** The tables whose rows hang on a tip or a file by this column. */
type TableBy<By> = { [Of in Table]: (typeof CONTENT)[Of]['by'] extends By ? Of : never }[Table];

export const tablesBy = <By extends 'tip' | 'file'>(by: By): TableBy<By>[] =>
  namesIn(CONTENT).filter((table): table is TableBy<By> => CONTENT[table].by === by);

/** The column that tells one row of a table from another. */
export const rowIdOf = (table: TableBy<'tip' | 'file'>) =>
  'id' in COLUMNS[table] ? 'id' : CONTENT[table].by;

/** The tables that hold what is searched. */
export type SearchedTable = {
  [Of in Table]: SearchedIn<(typeof CONTENT)[Of]['fields']> extends never ? never : Of;
}[Table];
type SearchedIn<Of> = {
  [Column in keyof Of]: Of[Column] extends { searched: string } ? Column : never;
}[keyof Of];

/** A text that a tip may be found by. */
export type SearchedText = { column: string; text: string; by: NonNullable<Field['searched']> };

/** What a tip may be found by of what a row says. */
export function searchedTexts(
  table: SearchedTable,
  content: Readonly<Record<string, unknown>>,
): SearchedText[] {
  const texts: SearchedText[] = [];
  for (const { column, by } of SEARCHED[table]) {
    const text = content[column];
    if (typeof text === 'string') texts.push({ column, text, by });
  }
  return texts;
}

const searchedColumns = (fields: Readonly<Record<string, Field>>) =>
  Object.entries(fields).flatMap(([column, { searched: by }]) => (by === undefined ? [] : [{ column, by }]));

/** Once, and not for each row. */
const SEARCHED: Readonly<Record<SearchedTable, readonly Omit<SearchedText, 'text'>[]>> = {
  tips: searchedColumns(CONTENT.tips.fields),
  messages: searchedColumns(CONTENT.messages.fields),
  contacts: searchedColumns(CONTENT.contacts.fields),
  files: searchedColumns(CONTENT.files.fields),
  notes: searchedColumns(CONTENT.notes.fields),
};

/** The keys of an object that has none but these. */
export function namesIn<T extends object>(all: T): Extract<keyof T, string>[] {
  const names: Extract<keyof T, string>[] = [];
  for (const name in all) names.push(name);
  return names;
}
