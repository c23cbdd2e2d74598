import type { Database } from '../db/database.ts';
import type { Log } from '../log.ts';
import { type Claim, type Outcome, renewClaim, settleClaim } from './claims.ts';
import { type Handler, type Job, reasonOf, SetAside } from './job.ts';
import { waitAfter } from './waits.ts';

const RENEW_EVERY = 20_000;

/** `clock` answers in milliseconds since 1970, UTC. `handlers` go by the kind of job. */
export type OutboxParts = {
  database: Database;
  clock: () => number;
  log: Log;
  handlers: Readonly<Record<string, Handler>>;
  /** So many jobs at once; 5 unless said. */
  hands?: number;
};

/** Runs one claimed job to its end and settles it. Never rejects: one bad job must not stop the others. */
export async function workOff(parts: OutboxParts, claim: Claim, hand: AbortController): Promise<void> {
  const renewal = setInterval(() => void holdOn(parts, claim, hand), RENEW_EVERY);
  try {
    const job = { ...claim, claimedAt: parts.clock(), signal: hand.signal };
    const outcome = await attempt(parts, claim, job);
    const end = await settleClaim(parts.database, claim, parts.clock(), outcome);
    if (end === 'dropped') await parts.handlers[job.kind]?.undo?.(job);
  } catch (error) {
    // Not settled, so the lease ends and the job is run again: a repeat is harmless, a lost job is not.
    parts.log.error(factsOf(claim, error), 'a job could not be settled');
  } finally {
    clearInterval(renewal);
  }
}

async function holdOn({ database, clock, log }: OutboxParts, claim: Claim, hand: AbortController) {
  try {
    if (!(await renewClaim(database, claim, clock()))) hand.abort();
  } catch (error) {
    log.warn(factsOf(claim, error), 'a lease could not be renewed');
  }
}

async function attempt({ clock, handlers, log }: OutboxParts, claim: Claim, job: Job): Promise<Outcome> {
  try {
    const handler = handlers[job.kind];
    await handler?.run(job);
    return { is: 'done', outcome: handler?.doneAs ?? null };
  } catch (error) {
    const reason = reasonOf(error);
    const givenUp = error instanceof SetAside;
    log.warn(factsOf(claim, error), givenUp ? 'a job is set aside' : 'a job failed and is tried again');
    if (givenUp) return { is: 'set aside', reason };
    // Broken off by our own stop, it has failed no one: the next start takes it up at once.
    const wait = job.signal.aborted ? 0 : waitAfter(job.attempts, Math.random());
    return { is: 'failed', reason, due: clock() + wait };
  }
}

/** The row tells all else; what it is about stays out of the log. */
const factsOf = ({ id, kind, attempts }: Claim, error: unknown) => ({
  id,
  kind,
  attempts,
  code: reasonOf(error),
});
