import type { Selectable } from 'kysely';
import type { Schema } from '../db/schema/schema.ts';

/** Set aside, or failed and waiting. One in hand may be done just now. */
export const isStuck = ({
  state,
  last_error,
  settled_at,
}: Pick<Selectable<Schema['outbox']>, 'state' | 'last_error' | 'settled_at'>): boolean =>
  state === 'set aside' || (state === 'owed' && last_error !== null && settled_at !== null);
