import type { Write } from '../db/database.ts';
import { randomId } from '../privacy/random-id.ts';
import { unsettled } from './claims.ts';

/** `recipients`: one row for each. `due`: milliseconds since 1970, UTC; left out: now. */
export type Debt = { kind: string; subject: string; recipients: readonly (string | null)[]; due?: number };

/** Owes something in the same transaction as what it is owed for: both are kept, or neither is. */
export async function owe(trx: Write, now: number, debt: Debt): Promise<void> {
  if (debt.recipients.length === 0) return;
  const rows = debt.recipients.map((recipient, index) => ({
    id: randomId(),
    kind: debt.kind,
    subject: debt.subject,
    position: index + 1,
    recipient,
    state: 'owed' as const,
    attempts: 0,
    due: debt.due ?? now,
    created_at: now,
    settled_at: null,
    last_error: null,
  }));
  await trx.insertInto('outbox').values(rows).execute();
}

/** What is not due yet, and was never tried, is due now. */
export async function hasten(trx: Write, now: number, kind: string, subject: string): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ due: now })
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('state', '=', 'owed')
    .where('attempts', '=', 0)
    .where('due', '>', now)
    .execute();
}

/** Nothing of this kind is owed any more, for any subject. */
export async function dropAllOwed(trx: Write, now: number, kind: string): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ state: 'dropped', settled_at: now })
    .where('kind', '=', kind)
    .where(unsettled)
    .execute();
}

/**
 * Nothing is owed any more for this subject. What is set aside is dropped too, or trying all again would bring
 * it back. A job in hand is undone when it settles.
 */
export async function dropOwed(trx: Write, now: number, kind: string, subject: string): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ state: 'dropped', settled_at: now })
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('state', 'in', ['owed', 'set aside'])
    .execute();
}
