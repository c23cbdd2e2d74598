import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { commonOptions, exitWithError, stopOnSignal } from '../command-line.ts';
import { reportOf } from './report.ts';
import { tortureThree } from './torture.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** `npm run torture:three`: into `bench/three-servers.md`. */
const options = { minutes: { type: 'string' }, seed: { type: 'string' } } as const;
const asked = commonOptions(5).parse(parseArgs({ options }).values);
const stopping = stopOnSignal();

try {
  process.stdout.write(`seed ${asked.seed}: ${asked.minutes} minutes\n`);
  const outcome = await tortureThree({
    seed: asked.seed,
    lasts: asked.minutes * MINUTE,
    pace: { pause: 2 * SECOND, filesAway: 10 * SECOND },
    // The clock is right at the end: what leases and waits promise is waited for.
    recovery: { ahead: 0, patience: 5 * MINUTE },
    signal: stopping,
    onViolation: ({ broken, what }) => process.stdout.write(`${broken}: ${what}\n`),
  });
  if (outcome.kept !== null) process.stdout.write(`The data is kept in ${outcome.kept}\n`);
  const report = reportOf(outcome, asked);
  await writeFile(new URL('../../three-servers.md', import.meta.url), report);
  process.stdout.write(report);
  // Said outright: the package that brings PostgreSQL ends every process with 0.
  process.exit(outcome.ledger.violations.length > 0 ? 1 : 0);
} catch (error) {
  exitWithError(stopping, error);
}
