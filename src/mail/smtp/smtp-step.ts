import type { Readable } from 'node:stream';
import type Mail from 'nodemailer/lib/mailer';

/**
 * How far a letter had come when it failed. `session`: nothing was said of it yet (name, connection, TLS, greeting, sign-in).
 * `MAIL`: also where a connection broke somewhere before DATA. `DATA`: its bytes were on the way, or were answered with a
 * refusal. `after DATA`: all were handed over and no answer came, so that it may have arrived.
 */
export type Step = 'session' | 'MAIL' | 'RCPT' | 'DATA' | 'after DATA';

/**
 * Nodemailer tells only of a connection that broke, not at which step: whether it had begun to read the letter does. `onBegin` is
 * called when the session is open, and the letter begins.
 */
export function watchSteps(transport: Pick<Mail, 'use'>, onBegin: () => void): (signal: AbortSignal) => Step {
  const streams = new WeakMap<AbortSignal, Readable>();
  transport.use('stream', ({ data, message }, done) => {
    message.processFunc(stream => {
      if (data.signal) streams.set(data.signal, stream);
      onBegin();
      return stream;
    });
    done();
  });
  return signal => {
    const stream = streams.get(signal);
    if (stream === undefined) return 'session';
    if (!stream.readableDidRead) return 'MAIL';
    return stream.readableEnded ? 'after DATA' : 'DATA';
  };
}
