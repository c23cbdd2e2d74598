import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { measureFiles } from './files.ts';
import { measureGrowth } from './growth.ts';
import { measureIntake } from './intake.ts';
import { measureMail } from './mail.ts';
import { picture } from './picture.ts';
import { measurePostgres } from './postgres.ts';
import { measureProcess } from './process.ts';
import { report } from './report.ts';
import type { Row } from './row.ts';

const parts: Readonly<Record<string, () => Promise<Row[]>>> = {
  files: measureFiles,
  intake: measureIntake,
  mail: measureMail,
  process: measureProcess,
  growth: measureGrowth,
  postgres: measurePostgres,
};

/** `npm run bench`: all parts, into `results.md` and `results.svg`; `npm run bench -- mail`: that part, on the screen alone. */
const { positionals } = parseArgs({ allowPositionals: true });
const begun = performance.now();
const rows: Row[] = [];
const left = new Set(Object.keys(parts));
for (const [name, measurePart] of Object.entries(parts)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  process.stderr.write(`${name} …\n`);
  rows.push(...(await measurePart()));
  left.delete(name);
  // After each part, so that a run which is broken off leaves what it has measured, and says what it has not.
  if (positionals.length === 0) await keep(soFar());
}
process.stdout.write(soFar());

function soFar() {
  return report(rows, performance.now() - begun, [...left]);
}

async function keep(text: string) {
  await writeFile(new URL('results.md', import.meta.url), text);
  await writeFile(new URL('results.svg', import.meta.url), picture(rows));
}
