import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { measureFiles } from './measurements/files.ts';
import { measureForm } from './measurements/form.ts';
import { measureGrowth } from './measurements/growth.ts';
import { measureIntake } from './measurements/intake.ts';
import { measureList } from './measurements/list.ts';
import { measureMail } from './measurements/mail.ts';
import { measurePostgres } from './measurements/postgres.ts';
import { measureProcess } from './measurements/process.ts';
import { measureSearch } from './measurements/search.ts';
import { picture } from './report/picture.ts';
import { report } from './report/report.ts';
import type { Row } from './report/row.ts';

const parts: Readonly<Record<string, () => Promise<Row[]>>> = {
  files: measureFiles,
  form: measureForm,
  intake: measureIntake,
  mail: measureMail,
  process: measureProcess,
  growth: measureGrowth,
  list: measureList,
  search: measureSearch,
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
