import type { SendMailOptions } from 'nodemailer';
import type { SMTPPoolOptions } from 'nodemailer/lib/smtp-pool';
import { Failed } from '../../jobs/job.ts';
import type { OnTurn } from '../letter.ts';
import type { Trouble } from '../trouble.ts';
import type { Lane } from './lane.ts';
import { createLaneQueue } from './lane-queue.ts';
import { createWidth } from './lane-width.ts';
import { failureOf, SendFailed } from './smtp-failure.ts';

/** Sends letters over several connections. */
export type Lanes = {
  /**
   * Once its turn has come, `onTurn` and `message` are called; more than once where nothing of the first was read.
   * @throws {Failed}
   */
  send(message: () => SendMailOptions, signal: AbortSignal, onTurn?: OnTurn): Promise<void>;
  close(): void;
};

/** So servers answer, too, that take no more connections at once than are open. */
const CROWDED: ReadonlySet<Trouble> = new Set<Trouble>([
  'too many connections',
  'busy',
  'later',
  'sign-in later',
  'connection refused',
  'connection lost',
  'silence',
]);

/**
 * Nodemailer's pool opens all its connections at once, and each signs in in vain where the password is wrong. So each lane is a
 * pool of one: one opens alone, and the others when it is open. While a server takes fewer than `most`, fewer are used.
 */
export function createLanes(options: SMTPPoolOptions, most: number): Lanes {
  const width = createWidth(most);
  const queue = createLaneQueue(options, width.now);

  /** Whether the server took one connection too many, and so takes the letter over another. */
  function narrows(lane: Lane, { step, trouble }: SendFailed): boolean {
    const others = step === 'session' ? queue.openBeside(lane) : queue.inUse() - 1;
    const isCrowded = step === 'session' ? CROWDED.has(trouble) : trouble === 'too many connections';
    if (!isCrowded || others === 0) return false;
    width.narrow(others);
    return step === 'session' || step === 'MAIL' || step === 'RCPT';
  }

  async function sendOver(lane: Lane, message: () => SendMailOptions, signal: AbortSignal): Promise<boolean> {
    try {
      await lane.transport.sendMail({ ...message(), signal });
      lane.usedAt = performance.now();
      return true;
    } catch (error) {
      lane.usedAt = null;
      const failure = failureOf(error, lane.stepOf(signal));
      if (failure instanceof SendFailed && !signal.aborted && narrows(lane, failure)) return false;
      // Whoever waits would meet the same, one after the other.
      if (failure.remedy === 'wait') queue.refuseAll(failure);
      throw failure;
    } finally {
      queue.release(lane);
    }
  }

  return {
    async send(message, signal, onTurn) {
      let isSent = false;
      while (!isSent) {
        const lane = await queue.acquire(signal);
        await onTurn?.().catch(error => {
          queue.release(lane);
          throw error;
        });
        isSent = await sendOver(lane, message, signal);
      }
    },
    close() {
      queue.refuseAll(new Failed('stopped'));
      queue.close();
    },
  };
}
