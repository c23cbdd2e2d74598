import { readFile } from 'node:fs/promises';
import { BackupError } from '../backup/backup-error.ts';
import { type Proof, readProofs } from '../backup/proofs.ts';
import { listForgettings } from '../tips/end/list-proofs.ts';
import type { Forgetting } from '../tips/end/proof.ts';
import { rawWord } from '../unknown.ts';
import { type Command, parseNone } from './command.ts';
import { onDesk } from './on-desk.ts';

/** `forgotten`: the proofs, a line each; with `--json` as lines of JSON, for `verify` and `restore` to be held against. */
export const forgotten: Command = async args => {
  const { json } = parseNone(args, { json: { type: 'boolean' } });
  const lines: string[] = [];
  await onDesk(async ({ database }) => {
    for await (const one of listForgettings(database.query))
      lines.push(json ? JSON.stringify(toJson(one)) : toLine(one));
  });
  return { lines: lines.length === 0 && !json ? ['No tip is forgotten.'] : lines };
};

function toLine({ number, at, by, rule, proof }: Forgetting): string {
  const who = by ?? (rule === null ? 'an older version' : `the rule "${rawWord(rule)}"`);
  const head = `${number}  forgotten ${isoOf(at)} by ${who}`;
  if (proof === null) return `${head}  without a proof`;
  const counts = Object.entries(proof.counts).map(([table, count]) => `${table} ${count}`);
  const proved = proof.provedAt === null ? 'something is still owed' : `proved ${isoOf(proof.provedAt)}`;
  return `${head}  destroyed: ${counts.join(', ')}  ${proved}  SHA-256 ${proof.digest}`;
}

const toJson = ({ number, at, by, rule, proof }: Forgetting) => ({
  number,
  forgotten_at: isoOf(at),
  by,
  rule: rule === null ? null : rawWord(rule),
  destroyed: proof?.counts ?? null,
  files: proof?.files ?? [],
  digest: proof?.digest ?? null,
  tip_digest: proof?.tipDigest ?? null,
  proved_at: proof === null || proof.provedAt === null ? null : isoOf(proof.provedAt),
});

const isoOf = (at: number) => new Date(at).toISOString();

/** What `--forgotten FILE` names. @throws {BackupError} when it cannot be read. */
export async function proofsIn(file: string | undefined): Promise<Proof[]> {
  if (file === undefined) return [];
  const text = await readFile(file, 'utf8').catch(cause => {
    throw new BackupError(`${file} cannot be read.`, { cause });
  });
  return readProofs(text);
}
