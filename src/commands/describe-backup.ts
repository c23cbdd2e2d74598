import type { Manifest } from '../backup/archive/format.ts';
import { formatHead } from '../history/head.ts';
import { formatSize } from '../i18n/size.ts';

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;

/** What is in a backup, in a few words. */
export function contentOf({ rows, files, takenAt, engine }: Manifest): string {
  const [day = '', time = ''] = new Date(takenAt).toISOString().split('T');
  const from = engine === 'postgres' ? 'PostgreSQL' : 'SQLite';
  const tips = counted(rows['tips'] ?? 0, 'tip');
  const size = formatSize(files.bytes, 'en');
  return `${tips} and ${counted(files.count, 'file')} (${size}), from ${from}, as they were on ${day} at ${time.slice(0, 5)} UTC`;
}

/** What it opens with, once its own encryption is open. */
export function keyOf({ hasMasters, hasSecretKey, keyFingerprint }: Manifest): string {
  if (hasMasters)
    return 'All that opens it is inside: whoever can open the backup can read it, and a restore needs no secret key.';
  if (hasSecretKey) return 'The secret key is inside.';
  return keyFingerprint === null
    ? 'No key is inside, for this desk has never been started.'
    : 'The secret key is not inside, because it comes from SECRET_KEY: a restore needs it.';
}

/** What shows, later and elsewhere, that the history before it was not rewritten. */
export const headOf = ({ historyHead }: Manifest): string[] =>
  historyHead === null ? [] : [`The head of its history: ${formatHead(historyHead)}`];
