import { createProofCheck, type StillHeld } from '../backup/proofs.ts';
import { verifyBackup } from '../backup/verify.ts';
import { withBackupFile } from './backup-file.ts';
import { type Command, parseOne } from './command.ts';
import { contentOf, headOf, keyOf } from './describe-backup.ts';
import { proofsIn } from './forgotten.ts';

const options = { key: { type: 'string' }, forgotten: { type: 'string' } } as const;

/** `verify FILE`, or `-` for standard input. */
export const verify: Command = async args => {
  const { word: file, values } = parseOne(args, options);
  const check = createProofCheck(await proofsIn(values.forgotten));
  const manifest = await withBackupFile(file, values.key, ({ bytes, unlock }) =>
    verifyBackup(bytes, unlock, check.take),
  );
  return {
    lines: [
      `The backup is whole: ${contentOf(manifest)}.`,
      keyOf(manifest),
      ...headOf(manifest),
      ...(values.forgotten === undefined ? [] : heldLines(check.found())),
    ],
  };
};

function heldLines(stillHeld: readonly StillHeld[]): string[] {
  if (stillHeld.length === 0) return ['None of the tips that were forgotten is in it.'];
  return [
    `Tips that were forgotten and are in it still: ${stillHeld.length}. A restore with the same --forgotten deletes them again.`,
    ...stillHeld.map(({ number, is }) =>
      is === 'whole'
        ? `  ${number}  exactly what was destroyed`
        : `  ${number}  as it was at some time before`,
    ),
  ];
}
