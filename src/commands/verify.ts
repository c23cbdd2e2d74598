import { verifyBackup } from '../backup/verify.ts';
import { withBackupFile } from './backup-file.ts';
import { type Command, parseOne } from './command.ts';
import { contentOf, keyOf } from './told.ts';

/** `verify FILE`, or `-` for standard input. */
export const verify: Command = async args => {
  const { word: file, values } = parseOne(args, { key: { type: 'string' } });
  const manifest = await withBackupFile(file, values.key, ({ bytes, unlock }) => verifyBackup(bytes, unlock));
  return { lines: [`The backup is whole: ${contentOf(manifest)}.`, keyOf(manifest)] };
};
