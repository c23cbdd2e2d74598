import { type App, createApp, WrongKey } from './app.ts';
import { type Config, readConfig, WrongSettings } from './config.ts';
import { createLog } from './log.ts';
import { reasonOf } from './outbox/job.ts';

const log = createLog();
// What is kept is nobody else's on this machine.
process.umask(0o077);

try {
  const config = readConfig();
  const app = await createApp(config, { log });
  await app.start();
  process.stdout.write(`${startLines(config, app).join('\n')}\n`);
  stopOnSignal(app);
  if (config.smtpUrl !== null) await app.checkMail().catch(error => warnOfMail(error));
} catch (error) {
  if (error instanceof WrongSettings || error instanceof WrongKey) process.stderr.write(`${error.message}\n`);
  else
    process.stderr.write(
      `The desk could not start: ${error instanceof Error ? error.message : 'unknown fault'}\n`,
    );
  process.exit(1);
}

function startLines({ publicUrl, smtpUrl, newsroom, dataDir, database }: Config, app: App): string[] {
  const setupLink = app.setupLink();
  const inbox = newsroom.inbox.join(', ');
  return [
    `Form   ${publicUrl}`,
    `List   ${publicUrl}/admin  ${setupLink === null ? 'sign in with your e-mail and password' : `first make your account, within a day: ${setupLink}`}`,
    `Mail   ${smtpUrl === null ? `SMTP_URL is not set: mails to ${inbox} are kept as files in ${dataDir}/mail` : `to ${inbox}`}`,
    `Data   ${dataDir}${database.engine === 'postgres' ? ' (files), PostgreSQL (tips)' : ''}`,
  ];
}

function warnOfMail(error: unknown) {
  log.warn(
    { code: reasonOf(error) },
    'the mail server did not answer; tips are kept, and their mails are tried until they arrive',
  );
}

function stopOnSignal(app: App) {
  const stop = () => {
    app.stop().then(
      () => process.exit(0),
      error => {
        log.error({ error }, 'the desk did not end well');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // What Node itself would print of these holds the error's words, and those may be a reader's.
  process.on('uncaughtException', error => {
    log.error({ error }, 'a fault that nothing caught');
    process.exit(1);
  });
}
