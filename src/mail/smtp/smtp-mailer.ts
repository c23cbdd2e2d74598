import { parseConnectionUrl } from 'nodemailer/lib/shared';
import type { SMTPPoolOptions } from 'nodemailer/lib/smtp-pool';
import { protectionOf } from '../../config/smtp-url.ts';
import type { Mailer } from '../letter.ts';
import { type Sender, toMessage } from '../message.ts';
import { failureOf } from './smtp-failure.ts';
import { createLanes } from './smtp-lanes.ts';
import { trySession } from './smtp-session.ts';

/** In milliseconds. */
export type SmtpTimeouts = { connection: number; greeting: number; silence: number; whole: number };

/**
 * RFC 5321, 4.5.3.2 asks for 5 minutes at most steps. `whole` ends a server that always says a little: that is no
 * silence, but a place of the pool would never be free again.
 */
const TIMEOUTS: SmtpTimeouts = {
  connection: 30_000,
  greeting: 60_000,
  silence: 5 * 60_000,
  whole: 20 * 60_000,
};

/** At once; `?maxConnections` says otherwise. */
const CONNECTIONS = 5;

export function createSmtpMailer(sender: Sender, url: string, timeouts: SmtpTimeouts = TIMEOUTS): Mailer {
  const { maxConnections = CONNECTIONS, ...options } = optionsOf(sender, url, timeouts);
  const lanes = createLanes(options, maxConnections);
  return {
    kind: 'smtp',
    send(letter, stop, onTurn) {
      return lanes.send(() => toMessage(letter, sender), within(timeouts.whole, stop), onTurn);
    },
    async check(stop) {
      try {
        await trySession(options, within(timeouts.whole, stop));
      } catch (error) {
        throw failureOf(error, 'session');
      }
    },
    async close() {
      lanes.close();
    },
  };
}

function within(milliseconds: number, stop: AbortSignal | undefined): AbortSignal {
  const limit = AbortSignal.timeout(milliseconds);
  return stop === undefined ? limit : AbortSignal.any([stop, limit]);
}

/** What stands in the URL goes before what is said here. */
function optionsOf(sender: Sender, url: string, timeouts: SmtpTimeouts): SMTPPoolOptions {
  return {
    // A machine whose name has no dot would call itself [127.0.0.1], which relays refuse.
    name: new URL(sender.settings.publicUrl).hostname,
    // Where a server offers no STARTTLS, password and tips would go in the clear without a word.
    requireTLS: protectionOf(url) === 'tls',
    // The job is tried again. The pool would send what is left of streams that it has read already.
    maxRequeues: 0,
    connectionTimeout: timeouts.connection,
    greetingTimeout: timeouts.greeting,
    socketTimeout: timeouts.silence,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...parseConnectionUrl(url),
  };
}
