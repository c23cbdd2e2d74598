import { whenAndWhere } from '../report/machine.ts';
import { orphansIn } from './checks/files.ts';
import { SLOTS } from './checks/mails.ts';
import { type BrokenPromise, isAcknowledged, type Violation } from './ledger.ts';
import type { Outcome } from './torture.ts';

const names = { sqlite: 'SQLite', postgres: 'PostgreSQL' } as const;

export function reportOf(
  outcomes: readonly Outcome[],
  { minutes, seed }: { minutes: number; seed: string },
): string {
  const engines = outcomes.map(({ engine }) => names[engine]);
  const tableOf = (title: string, lines: readonly Row[]) => table(title, lines, outcomes, engines);
  const found = outcomes.flatMap(({ ledger }) => ledger.violations);
  const countOf = countBroken(found);
  const list = found.map(({ broken, what, run }) => `- ${broken} in run ${run}: ${what}\n`).join('');
  return `# What \`npm run torture\` found

${whenAndWhere()} · ${minutes} minutes of load · seed \`${seed}\`

${tableOf('what was done', rows)}

${tableOf('what was broken, and how often', faults)}

Writes were made to fail by ${outcomes[0]?.disk}.

After each kill, and more thoroughly at the end, all that the server had acknowledged was looked for: in its database, on its disk,
and in what the mail server had taken.

A mail may come once more where the mail server had not said that it was taken (unanswered), where the server was killed before
it had noted that (killed: at most ${SLOTS} for each kill, as many as are in hand at once), or where just then its database or its disk
kept nothing (outage). Any other copy counts as twice.

${list === '' ? '' : `${list}\n`}The server ended by itself: ${countOf('died')} · half: ${countOf('half')} · twice: ${countOf('twice')}

lost: ${countOf('lost')}
`;
}

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
  const seconds = (milliseconds = Number.NaN) => `${(milliseconds / 1_000).toFixed(2)} s`;
  return `${seconds(sorted.at(-1))}; ${seconds(sorted[Math.floor(sorted.length / 2)])}`;
}

function unknownOf({ ledger, last }: Outcome): string {
  const kept = new Set([...last.observed.records.values()].map(({ sent }) => sent));
  const unknown = ledger.tips.filter(tip => !isAcknowledged(tip));
  return `${unknown.length}; ${unknown.filter(tip => kept.has(tip)).length}`;
}

function failedPostsOf({ ledger: { counts } }: Outcome): number {
  const failed = [...counts].filter(([what]) => /^posts (without an answer|answered 5)/.test(what));
  return failed.reduce((sum, [, times]) => sum + times, 0);
}

export function filesOf({ last: { observed } }: Pick<Outcome, 'last'>): string {
  const bytes = observed.kept.files.reduce((sum, { size }) => sum + size, 0);
  return `${observed.kept.files.length}; ${megabytes(bytes)}`;
}

export function mailsOf({ last: { observed } }: Pick<Outcome, 'last'>): string {
  const mails = [...observed.records.values()].flatMap(folder => folder.mails);
  const enqueued = mails.filter(({ state }) => state !== 'dropped');
  return `${enqueued.length}; ${new Set(observed.taken.map(({ id }) => id)).size}`;
}

export function copiesOf({ last: { causes } }: Pick<Outcome, 'last'>): string {
  const times = (['unanswered', 'killed', 'outage'] as const).map(cause => causes.get(cause) ?? 0);
  return `${times.reduce((sum, one) => sum + one, 0)} (${times.join(', ')})`;
}

/** What was seen, in the order of the report. */
const rows: readonly Row[] = [
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
  ['mails enqueued; arrived', mailsOf],
  ['copies of mails beyond the first (unanswered, killed, outage)', copiesOf],
  ['failed and set-aside mails tried again by staff', count('mails tried again by staff')],
  ['files left between disk and database, swept later', ({ last }) => orphansIn(last.observed).length],
];

/** What was broken, as the ledger counts it. */
const faults: readonly Row[] = [
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
