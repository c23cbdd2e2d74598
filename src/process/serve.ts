import { createApp } from '../app.ts';
import type { Config } from '../config/config.ts';
import type { Log } from '../log.ts';
import { giveBackMemory } from './give-back-memory.ts';
import { startAndEndOnSignal } from './signals.ts';
import { startLines, TOO_OLD } from './start.ts';
import { notesOfPlain } from './tell-of-plain.ts';
import { tellOfSandbox } from './tell-of-sandbox.ts';
import { warnOfMail } from './warn-of-mail.ts';

/** The desk in one process. */
export async function serve(config: Config, log: Log): Promise<void> {
  const app = await createApp(config, { log });
  // With the lines it has started: who is told to end before they are said ends after them, while all that they ask is there.
  const start = async () => {
    await app.start();
    const lines = startLines(config, await app.welcome(), notesOfPlain(await app.plainLeft()));
    process.stdout.write(`${lines.join('\n')}\n`);
  };
  const end = await startAndEndOnSignal({ start, stop: app.stop }, log);
  app.whenTooOld(reason => {
    log.error({}, reason.message);
    end(TOO_OLD);
  });
  if (config.smtpUrl !== null) await warnOfMail(app, log);
  await tellOfSandbox(log);
  await app.settled();
  giveBackMemory();
}
