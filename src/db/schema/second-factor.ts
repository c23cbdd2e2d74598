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
} as const satisfies ColumnsOf<SecondFactorTables>;
