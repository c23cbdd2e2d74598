import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { randomId } from '../crypto/ids.ts';
import { hasCode, isThere, syncFolder } from '../disk.ts';
import { BackupError } from './backup-error.ts';

/**
 * A file that is there whole or not at all, and that only its owner may read: written beside its name, fsynced, renamed,
 * and the folder fsynced. A kill leaves the other name, which ends in `.jebo-part`; the next one in that folder removes it.
 * @throws {BackupError} when the name is taken.
 */
export async function writeNewFile<T>(path: string, write: (out: Writable) => Promise<T>): Promise<T> {
  await refuseTaken(path);
  const part = `${path}.${randomId().slice(0, 8)}.jebo-part`;
  const out = await openPart(part);
  try {
    await removeLeftOver(dirname(resolve(path)));
    const written = await write(out);
    await refuseTaken(path);
    await rename(part, path);
    await syncFolder(dirname(resolve(path)));
    return written;
  } catch (error) {
    out.destroy();
    await rm(part, { force: true });
    throw error;
  }
}

const PART = /\.[0-9a-f]{8}\.jebo-part$/;
/** Whoever still writes is never silent for so many milliseconds. */
const SILENT_FOR = 60 * 60_000;

/** In the whole folder, because backups of other nights have other names. */
async function removeLeftOver(folder: string): Promise<void> {
  const parts = (await readdir(folder)).filter(name => PART.test(name)).map(name => join(folder, name));
  for (const part of parts) {
    const writtenAt = (await stat(part).catch(() => null))?.mtimeMs ?? Number.POSITIVE_INFINITY;
    // What another user left is theirs, and no reason to make no backup.
    if (Date.now() - writtenAt > SILENT_FOR) await rm(part, { force: true }).catch(() => {});
  }
}

/** It is fsynced before it is closed, and closed before whoever writes into it has come to the end. */
async function openPart(part: string): Promise<Writable> {
  const out = createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true });
  // What fails after `write` has failed has been thrown by it, and would end the process.
  out.on('error', () => {});
  await once(out, 'open').catch(error => Promise.reject(whyNotMade(part, error)));
  return out;
}

async function refuseTaken(path: string) {
  if (await isThere(path)) throw new BackupError(`${path} is there already. Name another file.`);
}

function whyNotMade(part: string, error: unknown): unknown {
  const folder = dirname(resolve(part));
  if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR'))
    return new BackupError(`There is no folder ${folder}.`);
  return hasCode(error, 'EACCES') ? new BackupError(`This user may not write into ${folder}.`) : error;
}
