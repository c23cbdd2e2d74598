import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode, syncFolder } from '../disk.ts';

const KEPT_FOR = 30 * 24 * 60 * 60_000;

/** Where mails are kept while there is no mail server. */
export const mailFolder = (dataDir: string): string => join(dataDir, 'mail');

/** Removes the kept mails of one tip, and what a crash has left of them unfinished. */
export const recallKeptMails = (folder: string, tip: number): Promise<void> =>
  removeWhere(folder, name => tipOf(name) === tip);

/** Removes kept mails that are older than 30 days. `now` is in milliseconds since 1970, UTC. */
export const sweepKeptMails = (folder: string, now: number): Promise<void> =>
  removeWhere(folder, async name => {
    if (!/\.(eml|part)$/.test(name)) return false;
    const found = await stat(join(folder, name)).catch(() => null);
    return found !== null && found.mtimeMs < now - KEPT_FOR;
  });

async function removeWhere(folder: string, isToGo: (name: string) => boolean | Promise<boolean>) {
  const names = await readdir(folder).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  });
  if (names === null) return;
  for (const name of names) {
    if (await isToGo(name)) await rm(join(folder, name), { force: true });
  }
  await syncFolder(folder);
}

/** The number in `tip-12.1.eml`, and in the name it has while it is written. */
function tipOf(name: string): number | null {
  const [, number] = /^tip-(\d+)\.\d+\.(?:eml|[0-9a-f]+\.part)$/.exec(name) ?? [];
  return number === undefined ? null : Number(number);
}
