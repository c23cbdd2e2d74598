import { whenAndWhere } from '../machine.ts';
import { HANDS } from './checks/mails.ts';
import { countBroken, faults, type Row, rows, table as tableOf } from './report-rows.ts';
import type { Outcome } from './torture.ts';

const names = { sqlite: 'SQLite', postgres: 'PostgreSQL' } as const;

export function reportOf(
  outcomes: readonly Outcome[],
  { minutes, seed }: { minutes: number; seed: string },
): string {
  const engines = outcomes.map(({ engine }) => names[engine]);
  const table = (title: string, lines: readonly Row[]) => tableOf(title, lines, outcomes, engines);
  const found = outcomes.flatMap(({ ledger }) => ledger.violations);
  const countOf = countBroken(found);
  const list = found.map(({ broken, what, life }) => `- ${broken} in life ${life}: ${what}\n`).join('');
  return `# What \`npm run torture\` found

${whenAndWhere()} · ${minutes} minutes of load · seed \`${seed}\`

${table('what was done', rows)}

${table('what was broken, and how often', faults)}

Writes were made to fail by ${outcomes[0]?.disk}.

After each kill, and more thoroughly at the end, all that the server had acknowledged was looked for: in its database, on its disk,
and in what the mail server had taken.

A mail may come once more where the mail server had not said that it was taken (unanswered), where the server was killed before
it had noted that (killed: at most ${HANDS} for each kill, as many as are in hand at once), or where just then its database or its disk
kept nothing (outage). Any other copy counts as twice.

${list === '' ? '' : `${list}\n`}The server ended by itself: ${countOf('died')} · half: ${countOf('half')} · twice: ${countOf('twice')}

lost: ${countOf('lost')}
`;
}
