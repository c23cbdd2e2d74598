import cluster from 'node:cluster';
import { createApp } from '../../app.ts';
import type { Config } from '../../config/config.ts';
import { VersionTooOld } from '../../db/versions/least-version.ts';
import type { Log } from '../../log.ts';
import { giveBackMemory } from '../give-back-memory.ts';
import { startAndEndOnSignal } from '../signals.ts';
import { exitCodeOf, TOO_OLD, whyNotStarted } from '../start.ts';
import { warnOfMail } from '../warn-of-mail.ts';
import { sendToPrimary, toWorker } from './messages.ts';
import { shareMetrics } from './share-metrics.ts';

/**
 * One of several desks on one port. It ends when the primary says so, and when that is gone: Node ends a worker
 * at once whose primary has died (https://nodejs.org/api/cluster.html#event-disconnect), like a kill of the desk.
 */
export async function runWorker(config: Config, log: Log): Promise<void> {
  // Nothing is in hand yet.
  let stop = (): void => process.exit(0);
  process.on('message', message => {
    if (toWorker.safeParse(message).data?.is === 'stop') stop();
  });
  try {
    const app = await createApp(config, { log, shareMetrics });
    const end = await startAndEndOnSignal(app, log);
    stop = () => end();
    app.whenTooOld(({ message }) => {
      void sendToPrimary({ is: 'too old', message });
      end(TOO_OLD);
    });
    await sendToPrimary({ is: 'ready' });
    if (config.smtpUrl !== null && isFirst()) await warnOfMail(app, log);
    await app.settled();
    giveBackMemory();
  } catch (error) {
    // The first one's reason the primary prints, to whoever has just started it.
    if (!isFirst() && !(error instanceof VersionTooOld)) log.error({ error }, 'a worker could not start');
    const is = error instanceof VersionTooOld ? 'too old' : 'failed';
    await sendToPrimary({ is, message: whyNotStarted(error, config) });
    process.exit(exitCodeOf(error));
  }
}

const isFirst = () => cluster.worker?.id === 1;
