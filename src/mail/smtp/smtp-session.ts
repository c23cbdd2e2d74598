import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SMTPPoolOptions } from 'nodemailer/lib/smtp-pool';
import { Failed } from '../../jobs/job.ts';

/** Signs in by one connection of its own, and says goodbye. Rejects as nodemailer does. */
export function trySession(options: SMTPPoolOptions, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const connection = new SMTPConnection(options);
    const breakOff = () => fail(new Failed('EABORT', { cause: signal.reason }));
    const fail = (error: unknown) => {
      signal.removeEventListener('abort', breakOff);
      reject(error);
      connection.close();
    };
    const succeed = () => {
      signal.removeEventListener('abort', breakOff);
      connection.quit();
      resolve();
    };
    if (signal.aborted) return breakOff();
    signal.addEventListener('abort', breakOff);
    connection.on('error', fail);
    connection.once('end', () => fail(new Failed('connection lost')));
    connection.connect(error => {
      if (error) fail(error);
      else if (options.auth && connection.allowsAuth)
        connection.login(options.auth, refusal => (refusal ? fail(refusal) : succeed()));
      else succeed();
    });
  });
}
