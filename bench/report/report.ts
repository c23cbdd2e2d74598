import { whenAndWhere } from './machine.ts';
import { isMet, median, type Row, ratioOf } from './row.ts';

const number = (value: number) =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(value >= 10 ? 3 : 2);

const spread = (values: readonly number[]) =>
  values.length === 1
    ? number(median(values))
    : `${number(median(values))} (${number(Math.min(...values))} – ${number(Math.max(...values))})`;

function line(row: Row): string {
  const { what, unit, ours, against, target } = row;
  const met = isMet(row);
  const cells = [
    what,
    `${spread(ours)} ${unit}`,
    against === null ? '' : `${against.name}: ${spread(against.values)}`,
    against === null ? '' : `**${ratioOf(row).toFixed(2)}**`,
    target === null
      ? ''
      : `${target.is === 'at least' ? '≥' : '≤'} ${target.value}${against === null ? ` ${unit}` : ''}`,
    met === null ? '' : met ? 'met' : '**missed**',
  ];
  return `| ${cells.join(' | ')} |`;
}

const table = (rows: readonly Row[]) =>
  [
    '| | Jebo: median (spread) | against | ratio | target | |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(line),
  ].join('\n');

/** `unmeasured`: the parts that the run has not come to. */
export function report(rows: readonly Row[], takenIn: number, unmeasured: readonly string[]): string {
  return `# What \`npm run bench\` measured

${whenAndWhere()} · in ${Math.round(takenIn / 60_000)} minutes

${unmeasured.length === 0 ? '' : `**Not measured in this run:** ${unmeasured.join(', ')}\n\n`}${table(rows)}

Ours and what it is held against take turns in one run, on one machine that also makes the load, and
where it is named also runs PostgreSQL. All else is on SQLite, on the disk of this machine.

- **The same rows, bare** is a program that keeps what the desk keeps for that tip, row for row, shares the same sync, and does
  nothing else ([limits/tips](limits/tips/bare-tips.ts)). Ours answers a tip only when it, its history and its mail are on disk. With
  **mails on their way** it works them off meanwhile, by a mail server that greets a connection after 100 ms and takes 50 ms for
  each mail; **without mails** they are owed, and wait for a mail server that is away.
- **What sealing adds** is the difference between a tip that is made and kept sealed and one in plain, by the desk's own code in one process.
- **Express alone** does the same HTTP and keeps nothing: it sends the same bytes of the form, packed or not, or parses the same body.
- **The naive rival** is what one writes in an afternoon ([rival/afternoon.ts](rival/afternoon.ts)): express, multer and nodemailer,
  the tip kept and the mail sent within the request, by the same mail server and a connection for each mail.
- **A bare stream** in is \`pipeline(request, file)\` that has it on disk before it answers, as ours has, hash and all; out, it is a
  stream from a file. Memory is the most that a process held (VmHWM).
- **A pause** of a search is what the event loop does nothing else in, beside what other processes had of the processor meanwhile. The
  index of a million tips is built by the desk itself, the first time that they are searched.
- **With 10,000**, **with none stored**, **on SQLite**, **1 process**: the desk itself, so.
`;
}
