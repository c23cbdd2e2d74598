import { type Masters, secondFactorKey } from '../../crypto/masters.ts';
import { placeOf, seal, unseal } from '../../crypto/seal.ts';
import type { Database, Write } from '../../db/database.ts';
import { stepOfCode, WINDOW } from './totp.ts';

const placeOfSecret = (staffId: string) => placeOf('jebo totp', 1, staffId);

/** `step`: of the code by which its owner has shown that their app knows it. It takes the place of one of before. */
type NewTotp = { staffId: string; secret: Buffer; step: number; now: number };

export async function putTotp(
  trx: Write,
  { current }: Masters,
  { staffId, secret, step, now }: NewTotp,
): Promise<void> {
  const sealed = seal(secondFactorKey(current.key), secret.toString('hex'), placeOfSecret(staffId));
  const row = { master: current.id, sealed, added_at: now, last_step: step };
  await trx
    .insertInto('totp')
    .values({ staff_id: staffId, ...row })
    .onConflict(conflict => conflict.column('staff_id').doUpdateSet(row))
    .execute();
}

/** Whether it is a code of their app, which it is once: of two who use it at once, for the first. */
export async function useTotpCode(
  { query, write }: Pick<Database, 'query' | 'write'>,
  masters: Masters,
  { staffId, code, now }: { staffId: string; code: string; now: number },
): Promise<boolean> {
  const row = await query
    .selectFrom('totp')
    .select(['master', 'sealed'])
    .where('staff_id', '=', staffId)
    .executeTakeFirst();
  const master = row && masters.find(row.master);
  const secret = master && unseal(secondFactorKey(master), row.sealed, placeOfSecret(staffId));
  if (!secret) return false;
  const step = await stepOfCode(Buffer.from(secret, 'hex'), code, now);
  if (step === null) return false;
  const used = await write(trx =>
    trx
      .updateTable('totp')
      .set({ last_step: step })
      .where('staff_id', '=', staffId)
      // Another may have taken its place meanwhile.
      .where('sealed', '=', row.sealed)
      // One that lies ahead of the clock was taken before it was put back.
      .where(({ eb, or }) => or([eb('last_step', '<', step), eb('last_step', '>', step + 2 * WINDOW)]))
      .returning('staff_id')
      .executeTakeFirst(),
  );
  return used !== undefined;
}
