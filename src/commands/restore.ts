import { z } from 'zod';
import type { Manifest } from '../backup/archive/format.ts';
import { type Restored, restoreBackup } from '../backup/restore/restore.ts';
import { readConfig } from '../config/config.ts';
import { withBackupFile } from './backup-file.ts';
import { type Command, parseOne, WrongUsage } from './command.ts';
import { contentOf } from './describe-backup.ts';
import { proofsIn } from './forgotten.ts';

const options = {
  key: { type: 'string' },
  forget: { type: 'string', multiple: true },
  forgotten: { type: 'string' },
  after: { type: 'string' },
} as const;

const tipNumber = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);

/** `restore FILE`, or `-` for standard input. */
export const restore: Command = async args => {
  const { word: file, values } = parseOne(args, options);
  const forget = (values.forget ?? []).map(toTipNumber);
  const proofs = await proofsIn(values.forgotten);
  const after = values.after === undefined ? 0 : toTipNumber(values.after);
  const config = readConfig();
  const restored = await withBackupFile(file, values.key, ({ bytes, size, unlock }) =>
    restoreBackup(config, bytes, { unlock, forget, proofs, after, ...(size !== undefined && { size }) }),
  );
  return { lines: linesOf(restored) };
};

function toTipNumber(text: string): number {
  const number = tipNumber.safeParse(text);
  if (!number.success) throw new WrongUsage(`This is not the number of a tip: ${text}`);
  return number.data;
}

function linesOf({ manifest, key, forgotten, nextTip, owedMails }: Restored): string[] {
  return [
    `Restored ${contentOf(manifest)}.`,
    keyLine(manifest, key),
    `The next tip will be number ${nextTip}.`,
    ...(forgotten > 0 ? [`Tips that had been deleted, and are deleted here too: ${forgotten}.`] : []),
    ...(owedMails > 0
      ? [`Mails that the start will send, some perhaps for the second time: ${owedMails}.`]
      : []),
  ];
}

function keyLine({ hasMasters, hasSecretKey, keyFingerprint }: Manifest, key: Restored['key']): string {
  if (key === 'made') return 'A new secret key was made for it, in DATA_DIR/secret.key.';
  if (hasMasters) return 'It opens with the secret key that is set here.';
  if (key === 'missing' && keyFingerprint === null)
    return 'Its first start makes a secret key, or takes the one that is set.';
  const where = `The secret key was ${hasSecretKey ? '' : 'not '}inside`;
  if (key === 'kept') return `${where}; it is in DATA_DIR/secret.key now.`;
  if (key === 'set') return `${where}; the one that is set here is the right one.`;
  return `${where}: set SECRET_KEY to that of the desk, or it will not start.`;
}
