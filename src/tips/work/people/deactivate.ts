import type { ExpressionBuilder } from 'kysely';
import type { Context } from '../../../context.ts';
import type { Database, Query, Write } from '../../../db/database.ts';
import type { Schema } from '../../../db/schema/schema.ts';
import { Refusal } from '../../../errors.ts';
import type { Viewer } from '../../../staff/access.ts';
import { canAnybodySignIn, findAccount } from '../../../staff/accounts/accounts.ts';
import { endAccount } from '../../../staff/accounts/end-account.ts';
import { holdPeople } from '../../../staff/accounts/hold-people.ts';
import { holdPerson, type PersonChange, personStale, readPerson } from '../../../staff/accounts/person.ts';
import type { EventKind } from '../../history/kinds.ts';
import { publishEvents } from '../../history/news.ts';
import type { StateName } from '../../states.ts';

/** What is somebody's to work on. */
const openOf = (staffId: string) => (tips: ExpressionBuilder<Schema, 'tips'>) =>
  tips.and([
    tips('assignee', '=', staffId),
    tips('state', '<>', 'closed' satisfies StateName),
    tips('forgotten_at', 'is', null),
  ]);

/** The numbers of the tips that are somebody's to work on, in their order. */
export async function openTipsOf(query: Query | Write, staffId: string): Promise<number[]> {
  const rows = await query
    .selectFrom('tips')
    .select('number')
    .where(openOf(staffId))
    .orderBy('number')
    .execute();
  return rows.map(({ number }) => number);
}

/** `tips`: how many of theirs were seen to be open. */
type Leaving = PersonChange & { tips: number };

/**
 * Ends an account from one moment to the next; its open tips are nobody's then.
 * @throws {Refusal} as `holdPerson` and `endAccount`; `person-stale` also where other tips are theirs by now than were seen.
 */
export async function deactivate(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  viewer: Viewer,
  { tips, ...change }: Leaving,
): Promise<void> {
  const now = clock();
  await database.write(async trx => {
    const person = await holdPerson(trx, viewer, change);
    if (person.isEnded) throw personStale();
    await endAccount(trx, person, { by: viewer.staffId, isLastLeft: false, now });
    const freed = await unassignAll(trx, { staffId: person.id, by: viewer.staffId, at: now });
    if (freed !== tips) throw personStale();
  });
}

/** `unassigns`: whoever asks knows that tips become nobody's. */
type ByShell = { email: string; isLastLeft: boolean; unassigns: boolean; now: number };

/** `isLast`: nobody can sign in any more. `tips`: how many became nobody's. */
type Deactivated = { email: string; isLast: boolean; tips: number };

/**
 * The same from the shell.
 * @throws {Refusal} `not-staff`; `last-admin`; `tips-left`.
 */
export async function deactivateByShell(
  database: Database,
  { email, isLastLeft, unassigns, now }: ByShell,
): Promise<Deactivated> {
  return database.write(async trx => {
    await holdPeople(trx);
    const account = await findAccount(trx, email);
    if (account === null || account.endedAt !== null) throw new Refusal({ code: 'not-staff', email });
    const tips = await openTipsOf(trx, account.id);
    if (tips.length > 0 && !unassigns) throw new Refusal({ code: 'tips-left', tips });
    await endAccount(trx, await readPerson(trx, account.id), { by: null, isLastLeft, now });
    const freed = await unassignAll(trx, { staffId: account.id, by: null, at: now });
    return { email: account.email, isLast: !(await canAnybodySignIn(trx)), tips: freed };
  });
}

/** Rows of one statement: engines bound its values. */
const AT_ONCE = 1_000;

/** Gives how many there were. */
async function unassignAll(
  trx: Write,
  { staffId, by, at }: { staffId: string; by: string | null; at: number },
): Promise<number> {
  const freed = await trx
    .updateTable('tips')
    .set(({ eb }) => ({ assignee: null, changed_at: at, version: eb('version', '+', 1) }))
    .where(openOf(staffId))
    .returning('number')
    .execute();
  const events = freed
    .map(({ number }) => number)
    .toSorted((one, other) => one - other)
    .map(tip => ({ tip, kind: 'unassigned' satisfies EventKind, staff_id: by, at, subject: staffId }));
  for (let done = 0; done < events.length; done += AT_ONCE)
    await trx
      .insertInto('events')
      .values(events.slice(done, done + AT_ONCE))
      .execute();
  for (const { tip } of events) publishEvents(trx, tip, ['unassigned']);
  return freed.length;
}
