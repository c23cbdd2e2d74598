import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { nullIfMissing, syncFolder } from '../disk.ts';

const KEPT_FOR = 30 * 24 * 60 * 60_000;

/** Where mails are kept while there is no mail server. */
export const mailFolder = (dataDir: string): string => join(dataDir, 'mail');

/**
 * Removes the kept mails of one tip, and what a crash has left of them unfinished. Mails that were sent are out of reach. `before`: the
 * id of an event; what tells of that one, or of a later one, stays.
 */
export const removeKeptMails = (
  dataDir: string,
  tip: number,
  before = Number.POSITIVE_INFINITY,
): Promise<void> =>
  removeWhere(mailFolder(dataDir), name => {
    const found = subjectOf(name);
    return found !== null && found.tip === tip && (found.event === null || found.event < before);
  });

/**
 * Removes kept mails that are older than 30 days. Once there is a mail server, all of them, and what a crash left unfinished: nothing
 * of a tip stands in the clear in the data folder then. `now` is in milliseconds since 1970, UTC.
 */
export function sweepKeptMails(
  { dataDir, smtpUrl }: { dataDir: string; smtpUrl: string | null },
  now: number,
): Promise<void> {
  const folder = mailFolder(dataDir);
  const isToGo = async (name: string) => {
    const found = await stat(join(folder, name)).catch(() => null);
    return found !== null && (smtpUrl !== null || found.mtimeMs < now - KEPT_FOR);
  };
  return removeWhere(folder, name => /\.(eml|part)$/.test(name) && isToGo(name));
}

async function removeWhere(folder: string, isToGo: (name: string) => boolean | Promise<boolean>) {
  const names = await readdir(folder).catch(nullIfMissing);
  if (names === null) return;
  for (const name of names) {
    if (await isToGo(name)) await rm(join(folder, name), { force: true });
  }
  await syncFolder(folder);
}

/** The numbers of tip and event in `tip-12.1.eml` and `tip-12.345.1.eml`, and in the names they have while they are written. */
function subjectOf(name: string): { tip: number; event: number | null } | null {
  const [, tip, event] = /^tip-(\d+)(?:\.(\d+))?\.\d+\.(?:eml|[0-9a-f]+\.part)$/.exec(name) ?? [];
  return tip === undefined ? null : { tip: Number(tip), event: event === undefined ? null : Number(event) };
}
