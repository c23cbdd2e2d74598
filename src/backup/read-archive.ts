import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { deriveKeys } from '../privacy/keys.ts';
import { decrypt, type Unlock } from './decrypt.ts';
import { BackupFault } from './fault.ts';
import {
  ABOUT,
  type About,
  about,
  FORMAT,
  fileEntry,
  fileOf,
  MANIFEST,
  type Manifest,
  MOST_IN_MEMORY,
  parseJson,
  SECRET_KEY,
  tableOf,
} from './format.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { checkManifest } from './manifest.ts';
import { filesNamedBy } from './named-files.ts';
import { fromLine } from './row-lines.ts';
import type { Row } from './rows.ts';
import { type TarEntries, tarEntries } from './tar-entries.ts';

/** Takes all bytes of a file, and tells what it has found them to be. */
export type TakeFile = (
  file: { id: string; size: number },
  bytes: AsyncIterable<Uint8Array>,
) => Promise<{ size: number; sha256: string }>;

/** A backup that is read once, from its beginning to its end: its files, then its rows, then the end. */
export type Archive = {
  about: About;
  secretKey: Buffer | null;
  files(take: TakeFile): Promise<void>;
  rows(take: (table: string, rows: Row[]) => Promise<void>): Promise<void>;
  /** Only with this the backup is known to be whole: until then nothing of it may count. */
  end(): Promise<Manifest>;
  close(): void;
};

/** @throws {BackupFault} when it is no backup, is locked, or was made by a later version; so does all reading, when it is damaged. */
export async function openArchive(bytes: AsyncIterable<Uint8Array>, unlock: Unlock): Promise<Archive> {
  const entries = tarEntries(await decrypt(bytes, unlock));
  const ledger = createLedger();
  const close = () => {
    entries.close();
    ledger.close();
  };
  try {
    const about = await readAbout({ entries, ledger });
    const secretKey = await readSecretKey({ entries, ledger }, about);
    const files = { count: 0, bytes: 0 };
    const reading: Reading = { entries, ledger, about, rows: {}, files, missing: new Set() };
    return {
      about,
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

type Source = { entries: TarEntries; ledger: Ledger };

/** What has gone by. `missing`: ids of files that a row names and that did not come. */
type Reading = Source & {
  about: About;
  rows: Record<string, number>;
  files: Manifest['files'];
  missing: Set<string>;
};

async function readAbout(source: Source): Promise<About> {
  const next = await source.entries.next();
  if (next?.name !== ABOUT) throw new BackupFault('This is no backup of Jebo.');
  const text = (await readWhole(source)).toString();
  const { format } = parseJson(about.pick({ format: true }), text);
  if (format > FORMAT) throw madeByLater();
  return parseJson(about, text);
}

export const madeByLater = () =>
  new BackupFault('This backup was made by a later version of Jebo: take that version, or a newer one.');

async function readSecretKey(
  source: Source,
  { hasSecretKey, keyFingerprint }: About,
): Promise<Buffer | null> {
  const next = await source.entries.next();
  if ((next?.name === SECRET_KEY) !== hasSecretKey) throw new BackupFault(otherKey);
  if (!hasSecretKey) return null;
  const key = Buffer.from((await readWhole(source)).toString(), 'base64');
  if (key.length !== 32 || (keyFingerprint !== null && deriveKeys(key).fingerprint !== keyFingerprint))
    throw new BackupFault(otherKey);
  return key;
}

const otherKey = 'The secret key in the backup is not the one that the backup tells of.';

async function readFiles(reading: Reading, take: TakeFile): Promise<void> {
  const { entries, ledger, files } = reading;
  while (true) {
    const next = await entries.next();
    const id = next === null ? null : fileOf(next.name);
    if (next === null || id === null) return;
    const { size, sha256 } = await take({ id, size: next.size }, entries.take());
    ledger.note({ name: next.name, size, sha256 });
    files.count += 1;
    files.bytes += size;
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

/** A file must have come before the row that names it. */
function checkFiles({ ledger, missing }: Reading, table: string, row: Row) {
  for (const { id, size, sha256 } of filesNamedBy(table, row)) {
    const found = ledger.find(fileEntry(id));
    if (found === null) missing.add(id);
    else if (found.size !== size || (sha256 !== null && found.sha256 !== sha256))
      throw new BackupFault(`The file ${id} in the backup is not the one that its row tells of.`);
  }
}

async function readEnd(reading: Reading): Promise<Manifest> {
  const { entries } = reading;
  const next = await entries.next();
  if (next === null) throw new BackupFault('The backup is not whole: its list is missing.');
  if (next.name !== MANIFEST)
    throw new BackupFault(`The backup holds ${next.name}, which does not belong there.`);
  const manifest = await checkManifest(entries.take(), reading);
  if ((await entries.next()) !== null) throw new BackupFault('The backup goes on after its list.');
  return manifest;
}

/** An entry that is small enough for that. */
async function readWhole({ entries, ledger }: Source): Promise<Buffer> {
  const next = await entries.next();
  if (next === null || next.size > MOST_IN_MEMORY)
    throw new BackupFault('The backup holds a list that is too long.');
  const bytes = await buffer(entries.take());
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  ledger.note({ name: next.name, size: bytes.length, sha256 });
  return bytes;
}
