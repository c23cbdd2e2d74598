import type { Context } from '../../context.ts';
import type { Keys } from '../../crypto/keys.ts';
import { useRecoveryCode } from './recovery-codes.ts';
import { readTotpCode } from './totp.ts';
import { useTotpCode } from './totp-rows.ts';

export type CodeParts = Pick<Context, 'database' | 'masters' | 'clock'> & {
  keys: Pick<Keys, 'recoveryCode'>;
};

/** Whether what was typed is a code of their app, or a recovery code of theirs. Either counts once. */
export async function proveCode(
  { database, masters, keys, clock }: CodeParts,
  staffId: string,
  typed: string,
): Promise<boolean> {
  const [code, now] = [readTotpCode(typed), clock()];
  return code === null
    ? useRecoveryCode(database, keys.recoveryCode, { staffId, typed, now })
    : useTotpCode(database, masters, { staffId, code, now });
}
