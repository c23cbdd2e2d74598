import { dirname, resolve } from 'node:path';
import { encrypterFor, type Lock } from '../backup/archive/age.ts';
import type { Manifest } from '../backup/archive/format.ts';
import { backUp } from '../backup/back-up.ts';
import { BackupError } from '../backup/backup-error.ts';
import { explainDiskFull, requireSpaceForBackup } from '../backup/disk-space.ts';
import { writeNewFile } from '../backup/new-file.ts';
import { noteBackUp } from '../backup/note-backup.ts';
import { type Config, readConfig } from '../config/config.ts';
import { hasCode } from '../disk.ts';
import { type Command, parseOne, WrongUsage } from './command.ts';
import { contentOf, headOf, keyOf } from './describe-backup.ts';
import { askNewPassphrase, standardInput } from './standard-input.ts';

/** `backup FILE`, or `-` for standard output. */
export const backup: Command = async args => {
  const { word: file, values } = parseOne(args, { to: { type: 'string', multiple: true } });
  if (file === '-' && process.stdout.isTTY)
    throw new WrongUsage(
      'A backup does not go to a terminal. Into a file: npm run --silent jebo -- backup - > FILE',
    );
  const config = readConfig();
  const manifest =
    file === '-' ? await toStandardOutput(config, values.to) : await toFile(file, config, values.to);
  const isNoted = await noteBackUp(config, manifest, Date.now());
  const forgotten = manifest.forgotten.length;
  const meanwhile = `Tips that were deleted meanwhile: ${forgotten}. A restore deletes them too.`;
  return {
    lines: [
      `${file === '-' ? 'The backup' : file} holds ${contentOf(manifest)}.`,
      keyOf(manifest),
      ...headOf(manifest),
      ...(forgotten > 0 ? [meanwhile] : []),
      ...(isNoted ? [] : ['That it was made could not be written into the history of the desk.']),
    ],
    isOnStderr: file === '-',
  };
};

type To = readonly string[] | undefined;

async function toStandardOutput(config: Config, to: To): Promise<Manifest> {
  const lock = await chooseLock(to);
  return backUp(config, { lock, out: process.stdout }).catch(error => {
    throw hasCode(error, 'EPIPE')
      ? new BackupError('Whoever read it has gone, so the backup is not whole.')
      : error;
  });
}

async function toFile(file: string, config: Config, to: To): Promise<Manifest> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const requireSpace = (bytes: number) => requireSpaceForBackup(bytes, dirname(resolve(file)), config);
  return writeNewFile(file, async out => {
    const lock = await chooseLock(to);
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort());
    return backUp(config, { lock, out, requireSpace, signal });
  }).catch(error => {
    if (signal.aborted) throw new BackupError(`It was broken off, and ${file} was not made.`);
    throw explainDiskFull(error, `There is no room left for ${file}, and it was not made.`);
  });
}

async function chooseLock(to: To): Promise<Lock> {
  if (to !== undefined) {
    // Here, so that a wrong one is refused before anything is done.
    encrypterFor({ to });
    return { to };
  }
  const input = standardInput();
  try {
    return { passphrase: await askNewPassphrase(input) };
  } finally {
    input.close();
  }
}
