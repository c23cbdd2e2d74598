import { existsSync } from 'node:fs';
import { sep } from 'node:path';
import type { Config } from '../config/config.ts';
import { secretKeyPath } from '../crypto/secret-key.ts';

const HOW = 'docs/operating.md, “The secret key”';

/** Where the desk's key lies, and what that is worth. */
export function keyLine({ secretKey, dataDir }: Pick<Config, 'secretKey' | 'dataDir'>): string {
  if (secretKey === null) return `${secretKeyPath(dataDir)}, ${besideTheData}`;
  if (secretKey.from === 'credential') return 'systemd’s credential; no file of it lies open on the disk';
  if (secretKey.from === 'setting')
    return `SECRET_KEY itself: whoever has the file that it is set in, and the data, has both. ${HOW}, says how to keep it apart`;
  const { path } = secretKey;
  return path.startsWith(`${dataDir}${sep}`) ? `${path}, ${besideTheData}` : path;
}

const besideTheData = `beside the data: it protects dumps and backups alone, for who takes the disk takes both. ${HOW}, says how to keep it apart`;

/** A key file that no start reads any more, and that still opens what was copied in its time; a sentence each. */
export function notesOfKey({ secretKey, dataDir }: Pick<Config, 'secretKey' | 'dataDir'>): string[] {
  const own = secretKeyPath(dataDir);
  const isRead = secretKey === null || (secretKey.from === 'file' && secretKey.path === own);
  return isRead || !existsSync(own)
    ? []
    : [
        `${own} lies beside the data still, and no start reads it: if it is the same key, or opens older copies of the data, take it away from this disk.`,
      ];
}
