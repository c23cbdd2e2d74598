import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { Unlock } from '../backup/archive/age.ts';
import { readKeyFile } from '../backup/archive/age.ts';
import { BackupError } from '../backup/backup-error.ts';
import { hasCode } from '../disk.ts';
import { askPassphrase, standardInput } from './standard-input.ts';

/** A backup that is to be read, and what opens it. `size` in bytes, where it is known. */
type BackupFile = { bytes: AsyncIterable<Uint8Array>; size?: number; unlock: Unlock };

/** Opens `file`, or `-` for standard input, for as long as `work` takes. */
export async function withBackupFile<T>(
  file: string,
  keyFile: string | undefined,
  work: (found: BackupFile) => Promise<T>,
): Promise<T> {
  const input = standardInput();
  try {
    if (file === '-') {
      const unlock = keyFile === undefined ? await passphraseBefore(input) : await keysIn(keyFile);
      return await work({ bytes: input.bytes(), unlock });
    }
    const unlock =
      keyFile === undefined ? { askPassphrase: () => askPassphrase(input) } : await keysIn(keyFile);
    const found = await stat(file).catch(error => Promise.reject(whyUnreadable(file, error)));
    if (found.isDirectory()) throw new BackupError(`${file} is a folder.`);
    const bytes = createReadStream(file);
    await once(bytes, 'open').catch(error => Promise.reject(whyUnreadable(file, error)));
    return await work({ bytes, size: found.size, unlock }).finally(() => bytes.destroy());
  } finally {
    input.close();
  }
}

const keysIn = async (path: string): Promise<Unlock> => {
  const text = await readFile(path, 'utf8').catch(error => Promise.reject(whyUnreadable(path, error)));
  return { keys: readKeyFile(text) };
};

/** The line that stands before the backup. */
async function passphraseBefore(input: ReturnType<typeof standardInput>): Promise<Unlock> {
  const passphrase = await input.line();
  if (passphrase.startsWith('age-encryption.org/'))
    throw new BackupError(
      'Standard input begins with the backup: put a line with the passphrase before it, or name the key with --key.',
    );
  return { askPassphrase: async () => passphrase };
}

function whyUnreadable(path: string, error: unknown): unknown {
  if (hasCode(error, 'ENOENT')) return new BackupError(`There is no file ${path}.`);
  return hasCode(error, 'EACCES') ? new BackupError(`${path} may not be read by this user.`) : error;
}
