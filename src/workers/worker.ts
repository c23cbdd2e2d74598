import cluster from 'node:cluster';
import { createApp } from '../app.ts';
import type { Config } from '../config.ts';
import { endOnSignal } from '../end-on-signal.ts';
import type { Log } from '../log.ts';
import { warnOfMail } from '../serve.ts';
import { whyNotStarted } from '../start-words.ts';
import { joinCounts } from './join-counts.ts';
import { tellFirst, toWorker } from './messages.ts';

/**
 * One of several desks on one port. It ends when the first process says so, and when that is gone: Node ends a worker
 * at once whose first process has died (https://nodejs.org/api/cluster.html#event-disconnect), like a kill of the desk.
 */
export async function work(config: Config, log: Log): Promise<void> {
  // Nothing is in hand yet.
  let stop = (): void => process.exit(0);
  process.on('message', message => {
    if (toWorker.safeParse(message).data?.is === 'stop') stop();
  });
  try {
    const app = await createApp(config, { log, joinCounts });
    await app.start();
    stop = endOnSignal(app.stop, log);
    await tellFirst({ is: 'ready' });
    if (config.smtpUrl !== null && isFirst()) await warnOfMail(app, log);
  } catch (error) {
    // Of the first one's fault the first process tells in words, to whoever has just started it.
    if (!isFirst()) log.error({ error }, 'a worker could not start');
    await tellFirst({ is: 'failed', words: whyNotStarted(error) });
    process.exit(1);
  }
}

const isFirst = () => cluster.worker?.id === 1;
