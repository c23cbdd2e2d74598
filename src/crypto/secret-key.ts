import { randomBytes } from 'node:crypto';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hasCode, isThere, makeFolder, nullIfMissing, syncFolder } from '../disk.ts';
import { randomId } from './ids.ts';

const KEY_BYTES = 32;

/**
 * The desk's secret: the one that was set, or the one in `DATA_DIR/secret.key`, made once and readable by its owner alone.
 * @throws when the file holds anything but 32 bytes in base64: a new one would make every receipt worthless.
 */
export async function loadSecretKey(given: Buffer | null, dataDir: string): Promise<Buffer> {
  if (given !== null) return given;
  await makeFolder(dataDir);
  await makeOnce(dataDir);
  const key = await readSecretKey(dataDir);
  if (key === null) throw new Error(`${secretKeyPath(dataDir)} is gone.`);
  return key;
}

/** The key in `DATA_DIR/secret.key`, or null where there is none. @throws as `loadSecretKey`. */
export async function readSecretKey(dataDir: string): Promise<Buffer | null> {
  const path = secretKeyPath(dataDir);
  const text = await readFile(path, 'utf8').catch(nullIfMissing);
  if (text === null) return null;
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== KEY_BYTES)
    throw new Error(`${path} does not hold 32 bytes in base64: put back the key from your backup.`);
  return key;
}

/** Puts a key there in place of any other; a power cut leaves one of the two whole. */
export async function keepSecretKey(key: Buffer, dataDir: string): Promise<void> {
  const part = `${secretKeyPath(dataDir)}.part`;
  await writeKey(part, key);
  await rename(part, secretKeyPath(dataDir));
  await syncFolder(dataDir);
}

/** Whoever has put a key there, it survives a power cut from now on. Null: it lies in no file. */
export async function syncKeyFile(path: string | null): Promise<void> {
  if (path === null) return;
  await using file = await open(path, 'r');
  await file.sync();
  // A folder may be closed to the desk's user, and its file open.
  await syncFolder(dirname(path)).catch(error => {
    if (!hasCode(error, 'EACCES')) throw error;
  });
}

export const secretKeyPath = (dataDir: string): string => join(dataDir, 'secret.key');

/** Whole under another name first: a start at the same time, or after a crash, must never find half a key. */
async function makeOnce(dataDir: string) {
  if (await isThere(secretKeyPath(dataDir))) return;
  const part = `${secretKeyPath(dataDir)}.${randomId()}.part`;
  try {
    await writeKey(part, randomBytes(KEY_BYTES));
    await link(part, secretKeyPath(dataDir));
    await syncFolder(dataDir);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(part, { force: true });
  }
}

async function writeKey(path: string, key: Buffer) {
  await using file = await open(path, 'w', 0o600);
  await file.writeFile(`${key.toString('base64')}\n`);
  await file.sync();
}
