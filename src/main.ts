import cluster from 'node:cluster';
import { readConfig } from './config.ts';
import { createLog } from './log.ts';
import { readArguments } from './start-arguments.ts';
import { whyNotStarted, workersOf } from './start-words.ts';

const log = createLog();
// What is kept is nobody else's on this machine.
process.umask(0o077);
// What Node itself would print of these holds the error's words, and those may be a reader's.
process.on('uncaughtException', error => {
  log.error({ error }, 'a fault that nothing caught');
  process.exit(1);
});

try {
  const config = readConfig(undefined, readArguments(process.argv.slice(2)));
  // Each loads what it needs: the process that only looks after the workers has no use for a desk's code in its memory.
  if (cluster.isWorker) await (await import('./workers/worker.ts')).work(config, log);
  else if (workersOf(config) > 1) await (await import('./workers/lead.ts')).lead(config, log);
  else await (await import('./serve.ts')).serve(config, log);
} catch (error) {
  process.stderr.write(`${whyNotStarted(error)}\n`);
  process.exit(1);
}
