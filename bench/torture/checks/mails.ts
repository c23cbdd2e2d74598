import type { Ledger, Run } from '../ledger.ts';
import { MARK, sha256 } from '../load/made-tip.ts';
import type { TakenMail } from '../smtp/taken-mail.ts';
import { INBOX } from '../world.ts';
import type { Observed, TipRecord } from './observed.ts';

/** So many mails are in hand at once, at most (the slots of their kind). */
export const SLOTS = 10;
/** A mail that was answered is settled within so many milliseconds, however busy the machine is. */
const SETTLES_WITHIN = 5_000;

/** Why a mail came once more: the mail server had not said that it was taken, or nobody was left to note it. */
export type Cause = 'unanswered' | 'killed' | 'outage';

/** Each mail is of a tip that is there, to an address of the inbox, and none came more often than what we broke explains. */
export function createMailCheck(ledger: Ledger) {
  /** The run by whose end a mail was seen to be settled: nothing explains that a later one sends it. */
  const settled = new Map<string, number>();
  return ({ records, taken }: Pick<Observed, 'records' | 'taken'>): Map<Cause, number> => {
    const letters = new Set(taken.map(mail => mail.letters));
    if (letters.size > 1)
      ledger.complain('half', `mails have letters of ${letters.size} desks in their Message-IDs`);
    for (const mail of taken) {
      checkMail(mail, records.get(mail.tip), ledger);
      if (mail.run > (settled.get(mail.id) ?? Number.POSITIVE_INFINITY))
        ledger.complain('twice', `mail ${mail.id}: settled, and sent again in run ${mail.run}`);
    }
    for (const { tip, mails } of records.values())
      for (const { recipient, state } of mails) {
        const id = idOf(tip.number, recipient ?? '');
        if (state === 'done' && !settled.has(id)) settled.set(id, ledger.runs.length);
      }
    return explain(taken, ledger);
  };
}

const idOf = (tip: number, to: string) => `tip-${tip}.${INBOX.indexOf(to) + 1}`;

/** Why each copy beyond the first has come. */
function explain(taken: Observed['taken'], ledger: Ledger): Map<Cause, number> {
  const causes = new Map<Cause, number>();
  const killed = new Map<number, number>();
  for (const copies of Map.groupBy(taken, ({ id }) => id).values()) {
    for (const [index, again] of copies.slice(1).entries()) {
      const before = copies[index];
      const cause = before === undefined ? null : causeOf(before, again, ledger.runs);
      if (cause === null)
        ledger.complain('twice', `mail ${again.id}: taken and settled, and sent again ${timesOf(copies)}`);
      else causes.set(cause, (causes.get(cause) ?? 0) + 1);
      if (cause === 'killed' && before) killed.set(before.run, (killed.get(before.run) ?? 0) + 1);
    }
  }
  for (const [run, count] of killed)
    if (count > SLOTS) ledger.complain('twice', `${count} mails came again after the kill of run ${run}`);
  return causes;
}

const timesOf = (copies: readonly TakenMail[]) =>
  copies.map(({ run, takenAt }) => `${new Date(takenAt).toISOString()} in run ${run}`).join(', ');

function checkMail(mail: TakenMail, record: TipRecord | undefined, { complain }: Ledger): void {
  const { id, tip, to, text, attached } = mail;
  if (record === undefined) return complain('half', `mail ${id} is of tip ${tip}, which is not there`);
  const { sent } = record;
  if (MARK.exec(text)?.[0] !== sent?.mark) complain('half', `mail ${id} is not of tip ${tip}`);
  if (id !== idOf(tip, to)) complain('half', `mail ${id} of tip ${tip} went to ${to}`);
  for (const bytes of attached) {
    if (!sent?.files.some(file => file.sha256 === sha256(bytes)))
      complain('half', `mail ${id} carries a file that was not sent`);
  }
  const { forgetting } = sent ?? {};
  if (forgetting?.is !== 'acknowledged') return;
  // What was in hand by then is out of reach; and a mail's date counts in whole seconds.
  if (mail.run > forgetting.run || (mail.run === forgetting.run && mail.date > forgetting.at))
    complain('half', `mail ${id} was begun after tip ${tip} was forgotten`);
}

function causeOf(before: TakenMail, again: TakenMail, runs: readonly Run[]): Cause | null {
  const run = runs[before.run - 1];
  if (!before.isAnswered) return 'unanswered';
  const settling = { from: before.takenAt, to: before.takenAt + SETTLES_WITHIN };
  const isIn = ({ from, to }: { from: number; to: number }) => from <= settling.to && settling.from <= to;
  if (run?.outages.some(isIn)) return 'outage';
  const wasKilled = run !== undefined && again.run > before.run && run.endedAt <= settling.to;
  return wasKilled ? 'killed' : null;
}

/** Each tip has reached each address. For the end, when no job is left. */
export function checkAllArrived({ records, taken }: Observed, { complain }: Ledger): void {
  const arrived = new Set(taken.map(({ tip, to }) => `${tip} ${to}`));
  for (const { tip, mails } of records.values()) {
    if (tip.forgotten_at !== null) continue;
    for (const to of INBOX)
      if (!arrived.has(`${tip.number} ${to}`)) complain('lost', `the mail of tip ${tip.number} to ${to}`);
    for (const { recipient, state } of mails)
      if (state !== 'done') complain('half', `the mail of tip ${tip.number} to ${recipient} is ${state}`);
  }
}
