import { whenAndWhere } from '../../report/machine.ts';
import { isAcknowledged } from '../ledger.ts';
import { copiesOf, count, countBroken, filesOf, mailsOf, type Row, startsOf, table } from '../report.ts';
import type { Outcome } from './torture.ts';

const rows: readonly Row<Outcome>[] = [
  ['seconds in all, until everything had come to rest', ({ seconds }) => seconds],
  ['requests', count('requests')],
  ['… broken off by a kill, or by who asked', count('requests broken off')],
  ['servers killed (SIGKILL)', count('kills')],
  ['servers replaced (SIGTERM)', count('servers replaced')],
  ['PostgreSQL restarted', count('PostgreSQL restarted')],
  ['PostgreSQL killed', count('PostgreSQL killed')],
  ['S3 refused for ten seconds', count('files refused')],
  ['longest time from a start to the first 200; median', startsOf],
  ['tips acknowledged', ({ ledger }) => ledger.tips.filter(isAcknowledged).length],
  ['files kept; megabytes', filesOf],
  ['resumable uploads begun', ({ ledger }) => ledger.uploads.length],
  [
    '… parts of them that came to another server than the one before',
    count('uploads that went on at another server'),
  ],
  ['… claimed by a tip', count('uploads claimed')],
  ['notes acknowledged', count('notes acknowledged')],
  ['changes of state acknowledged', count('state changes acknowledged')],
  ['tips forgotten', count('forgettings acknowledged')],
  ['mails enqueued; arrived', mailsOf],
  ['copies of mails beyond the first (unanswered, killed, outage)', copiesOf],
];

export function reportOf(outcome: Outcome, { minutes, seed }: { minutes: number; seed: string }): string {
  const { violations } = outcome.ledger;
  const countOf = countBroken(violations);
  const list = violations.map(({ broken, what }) => `- ${broken}: ${what}\n`).join('');
  return `# What \`npm run torture:three\` found

${whenAndWhere()} · ${minutes} minutes of load · seed \`${seed}\`

Three servers with a folder each, one PostgreSQL and one S3 (fauxqs, in memory) that they share, behind a balancer that hands each
request to the next in turn. They start at once on an empty database; then one after another is killed or replaced while the others serve.

${table('what was done', rows, [outcome], ['three servers'])}

At the end every upload that was given up half-way is brought to its end, all jobs are done, and all that was acknowledged is
looked for: in the database, in the bucket, byte for byte, and in what the mail server had taken.

**Refused** counts answers of 500 and above while two of three lived; not those that were given while PostgreSQL was away, nor for a
part of an upload that a server had in hand when it was told to end, and of those that were given while S3 refused only tips without
a file in their body.

${list === '' ? '' : `${list}\n`}The servers ended by themselves: ${countOf('died')} · half: ${countOf('half')} · twice: ${countOf('twice')} · refused: ${countOf('refused')}

lost: ${countOf('lost')}
`;
}
