import type { Manifest } from '../backup/format.ts';
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

/** Whether the secret key is inside. */
export const keyOf = ({ hasSecretKey }: Manifest): string =>
  hasSecretKey
    ? 'The secret key is inside.'
    : 'The secret key is not inside, because it comes from SECRET_KEY: keep that too, and elsewhere.';
