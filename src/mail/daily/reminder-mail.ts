import { setImmediate as nextTurnOfLoop } from 'node:timers/promises';
import type { Context } from '../../context.ts';
import type { Query, Write } from '../../db/database.ts';
import { REMINDED_TO, readFact, replaceFact } from '../../db/desk-facts.ts';
import { unsettled } from '../../jobs/claims.ts';
import { dropAll, enqueue, wakeJobs } from '../../jobs/enqueue.ts';
import { KINDS } from '../../jobs/kinds.ts';
import { loadColleagues } from '../../staff/accounts/colleagues.ts';
import { remindedOf } from '../../tips/due/whose.ts';
import type { StateName } from '../../tips/states.ts';
import type { Instant } from '../../tips/tip.ts';

/** Tips that are asked about in one go: a post waits for no more. */
const AT_ONCE = 500;

/**
 * Enqueues one mail to each of those who are to look at a tip again since the day of the last ones, and by this one: once, by whatever
 * process, and for days on which none was there too. One that has not gone yet goes no more: the new one tells what it would.
 */
export async function enqueueReminders(
  { database }: Pick<Context, 'database'>,
  day: string,
  now: Instant,
): Promise<void> {
  const { query } = database;
  const before = await readFact(query, REMINDED_TO);
  if (before !== null && isSeenTo(before, day)) return;
  const people = await whomToRemind(query, lastDay(before, day), day);
  await database.write(async trx => {
    if (!(await replaceFact(trx, REMINDED_TO, { before, after: day }))) return;
    const waiting = await waitingFor(trx);
    await dropAll(trx, now, 'reminder mail');
    for (const [staffId, email] of people) if (!waiting.has(staffId)) waiting.set(staffId, email);
    for (const [staffId, recipient] of waiting)
      await enqueue(trx, now, {
        kind: 'reminder mail',
        subject: { day, staffId },
        recipients: [recipient],
      });
  });
  wakeJobs(database);
}

const addDays = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString();

/** A day further than tomorrow is of a clock that was ahead, and does not count; tomorrow's may be of another process's clock. */
const isSeenTo = (before: string, day: string) => before >= day && before <= addDays(day, 1);

/** Where it is not known, or wrong, those of the day alone are told. */
const lastDay = (before: string | null, day: string) =>
  before === null || before > day ? addDays(day, -1) : before;

/** Their e-mails by their ids. */
async function whomToRemind(query: Query, after: string, until: string): Promise<Map<string, string>> {
  const due = await query
    .selectFrom('tips')
    .select('number')
    .where('remind_on', '>', after)
    .where('remind_on', '<=', until)
    .where('state', '<>', 'closed' satisfies StateName)
    .where('forgotten_at', 'is', null)
    .execute();
  const colleagues = await loadColleagues(query);
  const reminded = new Set<string>();
  for (let from = 0; from < due.length; from += AT_ONCE, await nextTurnOfLoop()) {
    const numbers = due.slice(from, from + AT_ONCE).map(({ number }) => number);
    for (const ids of (await remindedOf(query, colleagues, numbers)).values())
      for (const staffId of ids) reminded.add(staffId);
  }
  return new Map(
    colleagues.filter(({ staffId }) => reminded.has(staffId)).map(({ staffId, email }) => [staffId, email]),
  );
}

/** Who waits for an earlier one, as while the mail server is away. */
async function waitingFor(trx: Write): Promise<Map<string, string>> {
  const rows = await trx
    .selectFrom('outbox')
    .select(['subject', 'position', 'recipient', 'broken_off'])
    .where('kind', '=', 'reminder mail')
    .where(unsettled)
    .execute();
  return new Map(
    rows.flatMap(row => {
      const read = KINDS['reminder mail'].read(row);
      return read === null ? [] : [[read.subject.staffId, read.recipient] as const];
    }),
  );
}
