import { type App, createApp } from './app.ts';
import type { Config } from './config.ts';
import { endOnSignal } from './end-on-signal.ts';
import type { Log } from './log.ts';
import { reasonOf } from './outbox/job.ts';
import { startLines } from './start-words.ts';

/** The desk in one process. */
export async function serve(config: Config, log: Log): Promise<void> {
  const app = await createApp(config, { log });
  await app.start();
  process.stdout.write(`${startLines(config, await app.welcome()).join('\n')}\n`);
  endOnSignal(app.stop, log);
  if (config.smtpUrl !== null) await warnOfMail(app, log);
}

/** Where the mail server does not answer. */
export async function warnOfMail(app: App, log: Log): Promise<void> {
  await app
    .checkMail()
    .catch(error =>
      log.warn(
        { code: reasonOf(error) },
        'the mail server did not answer; tips are kept, and their mails are tried until they arrive',
      ),
    );
}
