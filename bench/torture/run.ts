import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { commonOptions, exitWithError, stopOnSignal } from './command-line.ts';
import type { Ledger } from './ledger.ts';
import { reportOf } from './report.ts';
import { type Outcome, torture } from './torture.ts';
import type { Engine } from './world.ts';

const MINUTE = 60_000;
/** What is in hand at the last kill is due again within a minute, and the job of a forgotten tip ten seconds later. */
const PATIENCE = 5 * MINUTE;
const TOLD_EVERY = 25;

const asked = commonOptions(10)
  .extend({ engine: z.enum(['sqlite', 'postgres', 'both']).default('both') })
  .parse(readArguments());
const engines: Engine[] = asked.engine === 'both' ? ['sqlite', 'postgres'] : [asked.engine];
const stopping = stopOnSignal();

const outcomes: Outcome[] = [];
try {
  process.stdout.write(`seed ${asked.seed}: ${asked.minutes} minutes on ${engines.join(' and ')}\n`);
  for (const engine of engines) outcomes.push(await run(engine));
  const report = reportOf(outcomes, asked);
  await writeFile(new URL('../torture.md', import.meta.url), report);
  process.stdout.write(report);
} catch (error) {
  exitWithError(stopping, error);
}
// Said outright: the package that brings PostgreSQL ends every process with 0.
process.exit(outcomes.some(({ ledger }) => ledger.violations.length > 0) ? 1 : 0);

function readArguments() {
  const options = {
    minutes: { type: 'string' },
    seed: { type: 'string' },
    engine: { type: 'string' },
  } as const;
  return parseArgs({ options }).values;
}

async function run(engine: Engine): Promise<Outcome> {
  const again = `npm run torture -- --engine ${engine} --seed ${asked.seed} --minutes ${asked.minutes}`;
  const outcome = await torture({
    engine,
    seed: asked.seed,
    mayMount: true,
    lasts: (asked.minutes * MINUTE) / engines.length,
    // The clock is right at the end: what leases and waits promise is waited for.
    recovery: { ahead: 0, patience: PATIENCE },
    signal: stopping,
    onViolation: ({ broken, what, run }) =>
      process.stdout.write(`${broken}: ${what}\n  in run ${run}; again: ${again}\n`),
    onKill: ledger => tellProgress(engine, ledger),
  });
  if (outcome.kept !== null) process.stdout.write(`The data is kept in ${outcome.kept}\n`);
  return outcome;
}

function tellProgress(engine: Engine, { counts, tips, violations }: Ledger): void {
  const kills = counts.get('kills') ?? 0;
  if (kills % TOLD_EVERY === 0)
    process.stdout.write(
      `${engine}: ${kills} kills, ${tips.length} tips, ${violations.length} broken promises\n`,
    );
}
