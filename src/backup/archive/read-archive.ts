import { deriveSecretKeys } from '../../crypto/keys.ts';
import type { KeptMaster } from '../../db/seal-keys.ts';
import { BackupError } from '../backup-error.ts';
import type { Row } from '../rows/read-rows.ts';
import { fromLine } from '../rows/row-lines.ts';
import { decrypt, type Unlock } from './age.ts';
import { createEntryIndex } from './entry-index.ts';
import {
  ABOUT,
  type About,
  about,
  FORMAT,
  MANIFEST,
  MASTERS,
  type Manifest,
  masters,
  parseJson,
  SECRET_KEY,
  tableOf,
} from './format.ts';
import { checkManifest } from './manifest.ts';
import { checkFiles, notItsKeys, type ReadingFiles, readFiles, type TakeFile } from './read-files.ts';
import { readWhole, type Source } from './source.ts';
import { tarEntries } from './tar-entries.ts';

/** A backup that is read once, from its beginning to its end: its files, then its rows, then the end. */
export type Archive = {
  about: About;
  /** What opens what is sealed in it. Null in one of before, and of a desk that was never started. */
  masters: KeptMaster[] | null;
  /** In one of before. */
  secretKey: Buffer | null;
  files(take: TakeFile): Promise<void>;
  rows(take: (table: string, rows: Row[]) => Promise<void>): Promise<void>;
  /** Only with this the backup is known to be whole: until then nothing of it may count. */
  end(): Promise<Manifest>;
  close(): void;
};

/** @throws {BackupError} when it is no backup, is locked, or was made by a later version; so does all reading, when it is damaged. */
export async function openArchive(bytes: AsyncIterable<Uint8Array>, unlock: Unlock): Promise<Archive> {
  const entries = tarEntries(await decrypt(bytes, unlock));
  const index = createEntryIndex();
  const close = () => {
    entries.close();
    index.close();
  };
  try {
    const about = await readAbout({ entries, index });
    const secretKey = await readSecretKey({ entries, index }, about);
    const masters = await readMasters({ entries, index }, about);
    const files = { count: 0, bytes: 0 };
    const reading: Reading = { entries, index, about, masters, rows: {}, files, missing: new Set() };
    return {
      about,
      masters,
      secretKey,
      files: take => readFiles(reading, take),
      rows: take => readRows(reading, take),
      end: () => readEnd(reading),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

/** What has gone by. */
type Reading = ReadingFiles & { about: About; rows: Record<string, number> };

async function readAbout(source: Source): Promise<About> {
  const next = await source.entries.next();
  if (next?.name !== ABOUT) throw new BackupError('This is no backup of Jebo.');
  const text = (await readWhole(source)).toString();
  const { format } = parseJson(about.pick({ format: true }), text);
  if (format > FORMAT) throw madeByLater();
  return parseJson(about, text);
}

export const madeByLater = () =>
  new BackupError('This backup was made by a later version of Jebo: take that version, or a newer one.');

async function readSecretKey(
  source: Source,
  { hasSecretKey, keyFingerprint }: About,
): Promise<Buffer | null> {
  const next = await source.entries.next();
  if ((next?.name === SECRET_KEY) !== hasSecretKey) throw new BackupError(otherKey);
  if (!hasSecretKey) return null;
  const key = Buffer.from((await readWhole(source)).toString(), 'base64');
  if (key.length !== 32 || (keyFingerprint !== null && deriveSecretKeys(key).fingerprint !== keyFingerprint))
    throw new BackupError(otherKey);
  return key;
}

const otherKey = 'The secret key in the backup is not the one that the backup tells of.';

async function readMasters(source: Source, { hasMasters }: About): Promise<KeptMaster[] | null> {
  if (!hasMasters) return null;
  if ((await source.entries.next())?.name !== MASTERS) throw new BackupError(notItsKeys);
  const { data } = masters.safeParse(jsonIn((await readWhole(source)).toString()));
  if (data === undefined) throw new BackupError(notItsKeys);
  return data;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function readRows(reading: Reading, take: (table: string, rows: Row[]) => Promise<void>) {
  while (true) {
    const next = await reading.entries.next();
    const table = next === null ? null : tableOf(next.name);
    if (table === null) return;
    const lines = (await readWhole(reading)).toString().split('\n').slice(0, -1);
    const rows = lines.map(fromLine);
    for (const row of rows) checkFiles(reading, table, row);
    reading.rows[table] = (reading.rows[table] ?? 0) + rows.length;
    await take(table, rows);
  }
}

async function readEnd(reading: Reading): Promise<Manifest> {
  const { entries } = reading;
  const next = await entries.next();
  if (next === null) throw new BackupError('The backup is not whole: its list is missing.');
  if (next.name !== MANIFEST)
    throw new BackupError(`The backup holds ${next.name}, which does not belong there.`);
  const manifest = await checkManifest(entries.take(), reading);
  if ((await entries.next()) !== null) throw new BackupError('The backup goes on after its list.');
  return manifest;
}
