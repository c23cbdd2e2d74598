import { createTransport } from 'nodemailer';
import type { Config } from '../config.ts';
import { mailFolder, recallKeptMails, sweepKeptMails } from './kept-mails.ts';
import type { Post } from './letter.ts';
import { toMessage } from './message.ts';
import { failureOf } from './smtp-failure.ts';

/** In milliseconds. */
export type SmtpPatience = { connection: number; greeting: number; silence: number; whole: number };

/**
 * RFC 5321, 4.5.3.2 asks for 5 minutes at most steps. `whole` ends a server that always says a little: that is no
 * silence, but a place of the pool would never be free again.
 */
const PATIENCE: SmtpPatience = {
  connection: 30_000,
  greeting: 60_000,
  silence: 5 * 60_000,
  whole: 20 * 60_000,
};

export function createSmtpPost(config: Config, url: string, patience: SmtpPatience = PATIENCE): Post {
  const folder = mailFolder(config.dataDir);
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 5,
    // The outbox tries again. The pool would send what is left of streams that it has read already.
    maxRequeues: 0,
    connectionTimeout: patience.connection,
    greetingTimeout: patience.greeting,
    socketTimeout: patience.silence,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    kind: 'smtp',
    async send(letter, signal) {
      const limit = AbortSignal.timeout(patience.whole);
      try {
        await transport.sendMail({
          ...toMessage(letter, config),
          signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
        });
      } catch (error) {
        throw failureOf(error);
      }
    },
    async check() {
      try {
        await transport.verify();
      } catch (error) {
        throw failureOf(error);
      }
    },
    // From the time before there was a mail server.
    recall: tip => recallKeptMails(folder, tip),
    sweep: now => sweepKeptMails(folder, now),
    async close() {
      transport.close({ force: true });
    },
  };
}
