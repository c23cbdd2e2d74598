import cluster from 'node:cluster';
import { type Config, readConfig } from './config/config.ts';
import { warningsOfEnvFiles } from './config/env-files.ts';
import { trustExtraAuthorities } from './config/extra-authorities.ts';
import { createLog } from './log.ts';
import { exitCodeOf, readArguments, whyNotStarted, workersOf } from './process/start.ts';

const log = createLog();
// What is kept is nobody else's on this machine.
process.umask(0o077);
// What Node itself would print of these holds the error's words, and those may be a reader's.
process.on('uncaughtException', error => {
  log.error({ error }, 'a fault that nothing caught');
  process.exit(1);
});

let config: Config | null = null;
try {
  if (cluster.isPrimary)
    for (const warning of warningsOfEnvFiles(process.execArgv)) process.stderr.write(`Note   ${warning}\n`);
  trustExtraAuthorities();
  config = readConfig(undefined, readArguments(process.argv.slice(2)));
  // Each loads what it needs: the process that only looks after the workers has no use for a desk's code in its memory.
  if (cluster.isWorker) await (await import('./process/cluster/worker.ts')).runWorker(config, log);
  else if (workersOf(config) > 1)
    await (await import('./process/cluster/primary.ts')).runPrimary(config, log);
  else await (await import('./process/serve.ts')).serve(config, log);
} catch (error) {
  process.stderr.write(`${whyNotStarted(error, config)}\n`);
  process.exit(exitCodeOf(error));
}
