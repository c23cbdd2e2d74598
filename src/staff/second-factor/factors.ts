import type { Query, Write } from '../../db/database.ts';
import { listPasskeys, type Passkey } from './passkeys.ts';
import { recoveryCodesLeft } from './recovery-codes.ts';

/** By what an account signs in beside its password. Times are milliseconds since 1970, UTC. */
export type Factors = {
  /** Since when an app makes codes for it; null where none does. */
  appSince: number | null;
  passkeys: readonly Passkey[];
  codesLeft: number;
};

export async function factorsOf(query: Query | Write, staffId: string): Promise<Factors> {
  const app = await query
    .selectFrom('totp')
    .select('added_at')
    .where('staff_id', '=', staffId)
    .executeTakeFirst();
  return {
    appSince: app?.added_at ?? null,
    passkeys: await listPasskeys(query, staffId),
    codesLeft: await recoveryCodesLeft(query, staffId),
  };
}

export const isAnyFactor = ({ appSince, passkeys }: Pick<Factors, 'appSince' | 'passkeys'>): boolean =>
  appSince !== null || passkeys.length > 0;

/** The ids of all of whom one is asked for. */
export async function staffWithFactor(query: Query): Promise<ReadonlySet<string>> {
  const apps = await query.selectFrom('totp').select('staff_id').execute();
  const passkeys = await query.selectFrom('passkeys').select('staff_id').execute();
  return new Set([...apps, ...passkeys].map(({ staff_id }) => staff_id));
}

/** Whether its password alone does not open the account. */
export async function hasFactor(query: Query | Write, staffId: string): Promise<boolean> {
  const ofTables = ['totp', 'passkeys'] as const;
  for (const table of ofTables) {
    const one = query.selectFrom(table).select('staff_id').where('staff_id', '=', staffId).limit(1);
    if ((await one.executeTakeFirst()) !== undefined) return true;
  }
  return false;
}
