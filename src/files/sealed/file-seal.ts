import { randomBytes } from 'node:crypto';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import { type Masters, type TipSeal, tipFilesKey, uploadsKey } from '../../crypto/masters.ts';
import { paddedJson, placeOf, seal, unseal, unwrapKey, wrapKey } from '../../crypto/seal.ts';
import type { Schema } from '../../db/schema/schema.ts';
import type { Keyed } from './chunks.ts';
import type { FilePurpose, FileSeal, StoredAs } from './stored-as.ts';
import { nullIfUnopened, Unopened } from './unopened.ts';

const KEY = 32;

/** The masters, to open by. */
type Opener = Pick<Masters, 'find'>;

const placeOfUpload = (id: string) => placeOf('jebo file key', 1, id, 'upload');
const placeOfFile = (id: string, { as, size }: { as: FilePurpose; size: number }) =>
  placeOf('jebo file key', 1, id, as, size);

/** Of a new file, which no tip has yet. */
export function newFileSeal(masters: Masters, id: string): FileSeal {
  const { id: master, key } = masters.current;
  return { master, salt: null, wrapped: wrapKey(uploadsKey(key), randomBytes(KEY), placeOfUpload(id)) };
}

/** @throws {Unopened} where its key is gone, or is not the one of this file. */
export function keyOf(masters: Opener, id: string, seal: FileSeal): Keyed {
  const of = (seal.salt !== null && seal.of) || id;
  const place = seal.salt === null ? placeOfUpload(of) : placeOfFile(of, seal);
  const key = unwrapKey(wrappingKey(masters, seal, id), seal.wrapped, place);
  if (key?.length !== KEY) throw new Unopened(id);
  return { id: of, key };
}

/** The same key for a tip that has the file now: its bytes stay as they are. @throws {Unopened} */
export function sealForTip(
  masters: Masters,
  { id, size, seal }: Omit<StoredAs, 'seal'> & { seal: FileSeal },
  tip: TipSeal,
  as: FilePurpose,
): FileSeal & { salt: string } {
  const { id: of, key } = keyOf(masters, id, seal);
  const wrapped = wrapKey(wrappingKey(masters, tip, id), key, placeOfFile(of, { as, size }));
  return { ...tip, wrapped, as, size, ...(of !== id && { of }) };
}

function wrappingKey(
  masters: Opener,
  { master, salt }: Pick<FileSeal, 'master' | 'salt'>,
  id: string,
): Buffer {
  const key = masters.find(master);
  if (key === null) throw new Unopened(id);
  return salt === null ? uploadsKey(key) : tipFilesKey(key, salt);
}

const placeOfFacts = (id: string) => placeOf('jebo file facts', 1, id);

/** In bytes. With sums beside a name, what is told of a file then says little by its length. */
const FACTS_PADDING = 64;

/** What is told of a file and stands beside it, sealed under its own key, with spaces behind. */
export const sealFacts = ({ id, key }: Keyed, facts: object): string =>
  seal(key, paddedJson(facts, FACTS_PADDING), placeOfFacts(id));

/** @throws {Unopened} */
export function openFacts<T>({ id, key }: Keyed, sealed: string | null, facts: z.ZodType<T>): T {
  const text = sealed === null ? null : unseal(key, sealed, placeOfFacts(id));
  const read = text === null ? null : facts.safeParse(JSON.parse(text));
  if (!read?.success) throw new Unopened(id);
  return read.data;
}

/** What the sender said of a file, and what it can be known by. */
export type FileFacts = { name: string; claimedType: string; sha256: string; crc32: number | null };

const fileFacts: z.ZodType<FileFacts> = z.object({
  name: z.string(),
  claimedType: z.string(),
  sha256: z.string(),
  crc32: z.number().nullable(),
});

export type FileRow = Pick<
  Selectable<Schema['files']>,
  'id' | 'name' | 'claimed_type' | 'sha256' | 'crc32' | 'wrapped' | 'sealed'
>;

export const sealFileFacts = (
  masters: Masters,
  { id, seal }: { id: string; seal: FileSeal },
  { name, claimedType, sha256, crc32 }: FileFacts,
): string => sealFacts(keyOf(masters, id, seal), { name, claimedType, sha256, crc32 });

/** Null where they do not open, and counted: the file is there all the same, and says so itself when it is asked for. */
export function factsIfOpened(
  masters: Opener & Pick<Masters, 'onUnopened'>,
  row: Omit<FileRow, 'wrapped'>,
  seal: FileSeal | null,
): FileFacts | null {
  try {
    return readFileFacts(masters, row, seal);
  } catch (error) {
    return nullIfUnopened(({ file }) => masters.onUnopened?.(file))(error);
  }
}

/** @throws {Unopened} */
export function readFileFacts(
  masters: Opener,
  row: Omit<FileRow, 'wrapped'>,
  seal: FileSeal | null,
): FileFacts {
  const { name, claimed_type: claimedType, sha256, crc32 } = row;
  if (seal === null) return { name, claimedType, sha256, crc32 };
  return openFileFacts(masters, { id: row.id, seal, sealed: row.sealed });
}

/** @throws {Unopened} */
export const openFileFacts = (
  masters: Opener,
  { id, seal, sealed }: { id: string; seal: FileSeal; sealed: string | null },
): FileFacts => openFacts(keyOf(masters, id, seal), sealed, fileFacts);

/** How a file stands in its tip's row; `tip` is null where nothing of the tip is sealed. */
export function fileColumns(
  masters: Masters,
  { id, size, seal, ...facts }: FileFacts & StoredAs,
  tip: TipSeal | null,
): Omit<FileRow, 'id'> {
  const { name, claimedType: claimed_type, sha256, crc32 } = facts;
  if (seal === null) return { name, claimed_type, sha256, crc32, wrapped: null, sealed: null };
  if (tip === null) throw new Error('a sealed file must have a tip with a key');
  const { wrapped } = sealForTip(masters, { id, size, seal }, tip, 'file');
  const sealed = sealFileFacts(masters, { id, seal }, facts);
  return { name: '', claimed_type: '', sha256: '', crc32: null, wrapped, sealed };
}
