import { randomBytes } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode, makeFolder, syncFolder } from '../disk.ts';

const KEY_BYTES = 32;

/**
 * The desk's secret: the one that was set, or the one in `DATA_DIR/secret.key`, made once and readable by its owner alone.
 * @throws when the file holds anything but 32 bytes in base64: a new one would make every receipt worthless.
 */
export async function loadSecretKey(given: Buffer | null, dataDir: string): Promise<Buffer> {
  if (given !== null) return given;
  await makeFolder(dataDir);
  const path = join(dataDir, 'secret.key');
  await makeOnce(path, dataDir);
  const key = Buffer.from((await readFile(path, 'utf8')).trim(), 'base64');
  if (key.length !== KEY_BYTES)
    throw new Error(`${path} does not hold 32 bytes in base64: put back the key from your backup.`);
  return key;
}

async function makeOnce(path: string, dataDir: string) {
  try {
    await using file = await open(path, 'wx', 0o600);
    await file.writeFile(`${randomBytes(KEY_BYTES).toString('base64')}\n`);
    await file.sync();
    await syncFolder(dataDir);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
}
