import { createHmac, randomBytes } from 'node:crypto';
import { CROCKFORD, inGroups, readCrockford } from '../../crypto/crockford.ts';
import type { Database, Query, Write } from '../../db/database.ts';
import { noteDeskEvent } from '../../history/note-desk-event.ts';

/** So many an account has, each good once. */
export const RECOVERY_CODES = 10;
/** 60 bits: what is kept of one takes the desk's key, so that nobody can try them who has the database alone. */
const LETTERS = 12;
const GROUP = 4;

const hashOf = (key: Buffer, staffId: string, letters: string) =>
  createHmac('sha256', key).update(`${staffId} ${letters}`).digest('hex');

const newLetters = () =>
  Array.from(randomBytes(LETTERS), byte => CROCKFORD[byte % CROCKFORD.length]).join('');

/** They are told here and never again; those of before are void. */
export async function makeRecoveryCodes(
  trx: Write,
  key: Buffer,
  { staffId, now }: { staffId: string; now: number },
): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newLetters);
  await dropRecoveryCodes(trx, staffId);
  await trx
    .insertInto('recovery_codes')
    .values(codes.map(code => ({ code_hash: hashOf(key, staffId, code), staff_id: staffId, used_at: null })))
    .execute();
  await noteDeskEvent(trx, { kind: 'recovery codes made', by: staffId, subject: staffId, at: now });
  return codes.map(code => inGroups(code, GROUP));
}

export async function dropRecoveryCodes(trx: Write, staffId: string): Promise<void> {
  await trx.deleteFrom('recovery_codes').where('staff_id', '=', staffId).execute();
}

/** Whether it is one of theirs, which it is once: of two who use it at once, for the first. */
export async function useRecoveryCode(
  { write }: Pick<Database, 'write'>,
  key: Buffer,
  { staffId, typed, now }: { staffId: string; typed: string; now: number },
): Promise<boolean> {
  const letters = readCrockford(typed, LETTERS);
  if (letters === null) return false;
  return write(async trx => {
    const used = await trx
      .updateTable('recovery_codes')
      .set({ used_at: now })
      .where('code_hash', '=', hashOf(key, staffId, letters))
      .where('staff_id', '=', staffId)
      .where('used_at', 'is', null)
      .returning('staff_id')
      .executeTakeFirst();
    if (used === undefined) return false;
    await noteDeskEvent(trx, { kind: 'recovery code used', by: staffId, subject: staffId, at: now });
    return true;
  });
}

export async function recoveryCodesLeft(query: Query | Write, staffId: string): Promise<number> {
  const { count } = await query
    .selectFrom('recovery_codes')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('staff_id', '=', staffId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}
