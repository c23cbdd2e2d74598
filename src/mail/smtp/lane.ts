import { createTransport, type Transporter } from 'nodemailer';
import type { SMTPPoolOptions } from 'nodemailer/lib/smtp-pool';
import { gather } from './gather.ts';
import { type Step, watchSteps } from './smtp-step.ts';

/**
 * Milliseconds for which a connection is kept open, and one that was opened counts as proof that others can be. No longer: a server
 * counts those that wait too, and while one process holds all that it allows, the others and the probe are refused.
 */
const FRESH = 5_000;

export const isFresh = (time: number | null): boolean => time !== null && performance.now() - time < FRESH;

/** One connection, kept open between letters. */
export type Lane = {
  transport: Transporter;
  stepOf: (signal: AbortSignal) => Step;
  /** When a letter last went over it; null after a failure. */
  usedAt: number | null;
  /** A letter is on its way over it. */
  isSending: boolean;
};

/** `onBegin`: a letter begins, and whether over a session that was opened for it. */
export function createLane(
  options: SMTPPoolOptions,
  onBegin: (lane: Lane, openedForIt: boolean) => void,
): Lane {
  let isNew = false;
  const getSocket: SMTPPoolOptions['getSocket'] = (_options, go) => {
    isNew = true;
    go(null, false);
  };
  const transport = createTransport({
    ...options,
    pool: true,
    maxConnections: 1,
    idleTimeout: FRESH,
    getSocket,
  });
  transport.use('stream', ({ message }, done) => {
    message.transform(gather);
    done();
  });
  const stepOf = watchSteps(transport, () => {
    const openedForIt = isNew;
    isNew = false;
    lane.usedAt = performance.now();
    lane.isSending = true;
    onBegin(lane, openedForIt);
  });
  const lane: Lane = { transport, stepOf, usedAt: null, isSending: false };
  return lane;
}
