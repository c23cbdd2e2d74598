import { z } from 'zod';
import { digestOf, type GoneRow, goneKey, PROVED, tipDigestOf } from '../tips/end/proof.ts';
import { BackupError } from './backup-error.ts';
import type { Row } from './rows/read-rows.ts';

const hex = z.string().regex(/^[0-9a-f]{64}$/);

/** A line of what `forgotten --json` prints, as far as a backup is held against it. Null: an older version forgot it. */
const proofLine = z.object({
  number: z.int().positive(),
  digest: hex.nullable(),
  tip_digest: hex.nullable(),
});
export type Proof = z.infer<typeof proofLine>;

/** @throws {BackupError} when it is not what `forgotten --json` prints. */
export function readProofs(text: string): Proof[] {
  const lines = text.split('\n').filter(line => line.trim() !== '');
  return lines.map(line => {
    try {
      return proofLine.parse(JSON.parse(line));
    } catch (cause) {
      throw new BackupError('These are not the lines that `forgotten --json` prints.', { cause });
    }
  });
}

/** `whole`: all that was destroyed, and no more. `earlier`: the tip as it was before something came to it or went. */
export type StillHeld = { number: number; is: 'whole' | 'earlier' };

type Held = { rows: GoneRow[]; first: { at: number; id: string } | null };

/** Looks, while the rows of a backup go by, which forgotten tips it still holds. Nothing of their content is kept. */
export function createProofCheck(proofs: readonly Proof[]) {
  const asked = new Map(proofs.map(proof => [proof.number, proof]));
  const held = new Map<number, Held>();
  const tipOfFile = new Map<string, number>();

  function note(table: string, row: Row): void {
    const number = Number(row['number'] ?? row['tip'] ?? tipOfFile.get(String(row['file'])));
    if (table === 'tips' && row['forgotten_at'] === null && asked.has(number))
      held.set(number, { rows: [], first: null });
    const tip = held.get(number);
    if (tip === undefined) return;
    if (table === 'tip_keys') tip.rows.push(goneKey(String(row['salt'])));
    const proved = PROVED.find(one => one.table === table);
    if (proved === undefined) return;
    const id = String(row[proved.key]);
    tip.rows.push({ table, id });
    if (table === 'files') tipOfFile.set(id, number);
    if (table === 'messages') tip.first = earlier(tip.first, { at: Number(row['at']), id });
  }

  return {
    take: async (table: string, rows: readonly Row[]) => {
      for (const row of rows) note(table, row);
    },
    /** A number that was given once more names another tip, which is none of these. */
    found(): StillHeld[] {
      return [...held].flatMap(([number, { rows, first }]) => {
        const proof = asked.get(number);
        if (proof === undefined || !isOf(proof, first?.id ?? null)) return [];
        return [
          { number, is: proof.digest === digestOf(number, rows) ? ('whole' as const) : ('earlier' as const) },
        ];
      });
    },
  };
}

const earlier = (one: Held['first'], other: { at: number; id: string }) =>
  one === null || other.at < one.at || (other.at === one.at && other.id < one.id) ? other : one;

/** Whether a proof is of the tip that has this first message; where it does not say, its number alone tells. */
export const isOf = ({ number, tip_digest }: Proof, firstMessage: string | null): boolean =>
  tip_digest === null || (firstMessage !== null && tipDigestOf(number, firstMessage) === tip_digest);
