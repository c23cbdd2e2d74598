import { orphansIn } from './checks/files.ts';
import { type BrokenPromise, isAcknowledged, type Violation } from './ledger.ts';
import type { Outcome } from './torture.ts';

export type Row<Of = Outcome> = readonly [name: string, cell: (outcome: Of) => string | number];

/** A line for each row and a column for each outcome, under its name. */
export function table<Of>(
  title: string,
  lines: readonly Row<Of>[],
  outcomes: readonly Of[],
  names: readonly string[],
): string {
  const cells = (values: readonly (string | number)[]) => `| ${values.join(' | ')} |`;
  return [
    cells([title, ...names]),
    cells(['---', ...names.map(() => '---')]),
    ...lines.map(([name, cell]) => cells([name, ...outcomes.map(cell)])),
  ].join('\n');
}

/** How many promises were broken in this way. */
export const countBroken = (violations: readonly Violation[]) => (broken: BrokenPromise) =>
  violations.filter(one => one.broken === broken).length;

/** So often, by the ledger. */
export const count =
  (what: string) =>
  ({ ledger }: Pick<Outcome, 'ledger'>) =>
    ledger.counts.get(what) ?? 0;

/** What staff did: known to be done, and perhaps done. */
const done = (what: string) => (outcome: Outcome) =>
  `${count(`${what} acknowledged`)(outcome)}; ${count(`${what} no answer`)(outcome)}`;

const megabytes = (bytes: number) => Math.round(bytes / 1e6);

export function startsOf({ ledger: { starts } }: Pick<Outcome, 'ledger'>): string {
  const sorted = starts.toSorted((a, b) => a - b);
  const told = (milliseconds = Number.NaN) => `${(milliseconds / 1_000).toFixed(2)} s`;
  return `${told(sorted.at(-1))}; ${told(sorted[Math.floor(sorted.length / 2)])}`;
}

function unknownOf({ ledger, last }: Outcome): string {
  const kept = new Set([...last.seen.folders.values()].map(({ sent }) => sent));
  const unknown = ledger.tips.filter(tip => !isAcknowledged(tip));
  return `${unknown.length}; ${unknown.filter(tip => kept.has(tip)).length}`;
}

function failedPostsOf({ ledger: { counts } }: Outcome): number {
  const failed = [...counts].filter(([what]) => /^posts (without an answer|answered 5)/.test(what));
  return failed.reduce((sum, [, times]) => sum + times, 0);
}

export function filesOf({ last: { seen } }: Pick<Outcome, 'last'>): string {
  const bytes = seen.kept.files.reduce((sum, { size }) => sum + size, 0);
  return `${seen.kept.files.length}; ${megabytes(bytes)}`;
}

export function mailsOf({ last: { seen } }: Pick<Outcome, 'last'>): string {
  const mails = [...seen.folders.values()].flatMap(folder => folder.mails);
  const owed = mails.filter(({ state }) => state !== 'dropped');
  return `${owed.length}; ${new Set(seen.taken.map(({ id }) => id)).size}`;
}

export function copiesOf({ last: { causes } }: Pick<Outcome, 'last'>): string {
  const times = (['unanswered', 'killed', 'outage'] as const).map(cause => causes.get(cause) ?? 0);
  return `${times.reduce((sum, one) => sum + one, 0)} (${times.join(', ')})`;
}

/** What was seen, in the order in which it is told. */
export const rows: readonly Row[] = [
  ['seconds in all, until everything had come to rest', ({ seconds }) => seconds],
  ['kills (SIGKILL)', count('kills')],
  ['longest time from a start to the first 200; median', startsOf],
  ['starts in vain, while something was broken', count('starts in vain')],
  ['tips acknowledged', ({ ledger }) => ledger.tips.filter(isAcknowledged).length],
  ['tips whose sender never had an answer; of these kept', unknownOf],
  ['posts without an answer, or answered 5xx', failedPostsOf],
  ['files kept; megabytes', filesOf],
  ['resumable uploads begun', ({ ledger }) => ledger.uploads.length],
  ['… went on after a break', count('uploads that went on')],
  ['… claimed by a tip', count('uploads claimed')],
  ['… megabytes acknowledged', outcome => megabytes(count('upload bytes acknowledged')(outcome))],
  ['sign-ins', count('sign-ins')],
  ['notes acknowledged; without an answer', done('notes')],
  ['changes of state acknowledged; without an answer', done('state changes')],
  ['tips forgotten, acknowledged; without an answer', done('forgettings')],
  ['files read back by staff', count('files read back')],
  ['mails owed; arrived', mailsOf],
  ['copies of mails beyond the first (unanswered, killed, outage)', copiesOf],
  ['failed and set-aside mails tried again by staff', count('mails tried again by staff')],
  ['files left between disk and database, swept later', ({ last }) => orphansIn(last.seen).length],
];

/** What was broken, as the ledger counts it. */
export const faults: readonly Row[] = [
  'mail server not there',
  'mail server hangs',
  'mail server drops',
  'mail server drops after data',
  'mail server hangs after data',
  'mail refused with 4xx',
  'mail refused with 5xx',
  'PostgreSQL restarted',
  'PostgreSQL killed',
  'disk full',
  'disk failing',
  'disk at its reserve',
  'clock set back',
  'clock set forward',
].map(what => [what, count(what)]);
