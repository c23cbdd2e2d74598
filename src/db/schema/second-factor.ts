import type { ColumnsOf } from './column.ts';

export type SecondFactorTables = {
  /** The secret that an app makes codes from; one for each account. */
  totp: {
    staff_id: string;
    /** Sealed under this master. */
    master: number;
    sealed: string;
    added_at: number;
    /** The step of the last code that was taken: none of it, or before it, counts again. */
    last_step: number;
  };
  /** By which an account is entered whose owner has lost the other factor. */
  recovery_codes: {
    /** A keyed hash of the account and the code. */
    code_hash: string;
    staff_id: string;
    /** Each counts once; null while it has not. */
    used_at: number | null;
  };
  /** By each of which its owner signs in without a password: the device makes sure who holds it. */
  passkeys: {
    /** The credential's own, as its authenticator has made it; base64url. */
    id: string;
    staff_id: string;
    /** The host for which it was made, where alone it works. */
    rp_id: string;
    /** As its owner calls it. */
    name: string;
    public_key: string;
    /** How often it was used, where it counts that itself; else 0. */
    counter: number;
    added_at: number;
    /** Null before the first use. */
    used_at: number | null;
  };
  /** Challenges that a passkey has answered, so that no answer counts twice; each until it would count no more. */
  answered_challenges: {
    challenge_hash: string;
    until: number;
  };
};

export const secondFactorColumns = {
  totp: {
    staff_id: 'none',
    master: 'none',
    sealed: 'none',
    added_at: 'none',
    last_step: 'none',
  },
  recovery_codes: {
    code_hash: 'none',
    staff_id: 'none',
    used_at: 'none',
  },
  passkeys: {
    id: 'none',
    staff_id: 'none',
    rp_id: 'none',
    name: 'none',
    public_key: 'none',
    counter: 'none',
    added_at: 'none',
    used_at: 'none',
  },
  answered_challenges: {
    challenge_hash: 'none',
    until: 'none',
  },
} as const satisfies ColumnsOf<SecondFactorTables>;
