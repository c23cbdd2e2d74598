import { setTimeout as delay } from 'node:timers/promises';
import type { Backoff } from '../backoff.ts';
import type { Database } from '../db/database.ts';
import type { Log } from '../log.ts';
import { type Claim, type Outcome, renewLease, settleClaim } from './claims.ts';
import { outcomeOf } from './failures.ts';
import { type Handler, type Handlers, type Job, LEFT_OWED, reasonOf, SetAside } from './job.ts';
import { KINDS, type Kind } from './kinds.ts';

/** `clock` answers in milliseconds since 1970, UTC. */
export type RunParts = {
  database: Database;
  clock: () => number;
  log: Log;
  handlers: Handlers;
  /** Rejects where this process may not, or cannot know whether it may, do what others might do better. */
  life?: { confirm(): Promise<void> };
  /** Resolves when a job, or a look for jobs, may begin: others may go first. */
  turn?: () => Promise<void>;
  /** Where a kind is to have others than its own. */
  slots?: Partial<Record<Kind, number>>;
  patience?: Partial<Patience>;
};

/** `last`: milliseconds for jobs that are told to end; `database`: how a database that fails is asked again. */
type Patience = { last: number; database: Backoff };

export const PATIENCE: Patience = { last: 1_000, database: { first: 500, longest: 30_000 } };

/** The jobs that are in hand. */
export type Runner = {
  /** The slots of a kind that are free. */
  free(kind: Kind): number;
  /** At least half of them are. */
  isHalfFree(kind: Kind): boolean;
  /** The ids of those of a kind. */
  inHand(kind: Kind): string[];
  run(kind: Kind, claims: readonly Claim[]): void;
  /**
   * Waits until nothing more is `claiming` and all jobs have ended. Once `within` is aborted these are told to end, and
   * get a last second for it.
   */
  end(claiming: Promise<void>, within: AbortSignal | undefined): Promise<void>;
};

const RENEW_EVERY = 20_000;

/** Both are called each time that a job has ended, `onDone` only where it is done. */
export function createRunner(
  parts: RunParts,
  onFree: () => void,
  onDone: (kind: Kind) => Promise<void>,
): Runner {
  const inHand = new Map<AbortController, { kind: Kind; id: string; ended: Promise<void> }>();

  async function start<K extends Kind>(handler: Handler<K>, kind: K, claim: Claim, stop: AbortController) {
    if (await runJob(parts, handler, kind, claim, stop)) await onDone(kind);
    inHand.delete(stop);
    onFree();
  }
  const allEnded = () => Promise.all([...inHand.values()].map(({ ended }) => ended));

  const slotsOf = (kind: Kind) => parts.slots?.[kind] ?? KINDS[kind].slots;
  const inHandOf = (kind: Kind) => [...inHand.values()].filter(job => job.kind === kind).map(({ id }) => id);
  const free = (kind: Kind) => slotsOf(kind) - inHandOf(kind).length;

  return {
    free,
    isHalfFree: kind => free(kind) >= slotsOf(kind) / 2,
    inHand: inHandOf,
    run<K extends Kind>(kind: K, claims: readonly Claim[]) {
      const handler = parts.handlers[kind];
      if (handler === LEFT_OWED) return;
      for (const claim of claims) {
        const stop = new AbortController();
        inHand.set(stop, { kind, id: claim.id, ended: start(handler, kind, claim, stop) });
      }
    },
    async end(claiming, within) {
      const ended = claiming.then(allEnded);
      await Promise.race([ended, aborted(within)]);
      for (const stop of inHand.keys()) stop.abort();
      await Promise.race([ended, delay(parts.patience?.last ?? PATIENCE.last, undefined, { ref: false })]);
    },
  };
}

const aborted = (signal: AbortSignal | undefined) =>
  new Promise<void>(resolve => {
    if (signal?.aborted) resolve();
    else signal?.addEventListener('abort', () => resolve(), { once: true });
  });

/** Runs one claimed job to its end and settles it; whether it is done. Never rejects: one bad job must not stop the others. */
async function runJob<K extends Kind>(
  parts: RunParts,
  handler: Handler<K>,
  kind: K,
  claim: Claim,
  stop: AbortController,
): Promise<boolean> {
  const { database, clock, log } = parts;
  const renewal = setInterval(() => void renew(parts, claim, stop), RENEW_EVERY);
  try {
    const read = KINDS[kind].read(claim);
    const { attempts } = claim;
    const job = read && { ...read, kind, attempts, claimedAt: clock(), signal: stop.signal };
    const outcome = await attempt(parts, handler, kind, claim, job);
    const end = await settleClaim(database, claim, clock(), outcome);
    if (end === 'dropped' && job !== null) await handler.undo?.(job);
    return end === 'settled' && outcome.is === 'done';
  } catch (error) {
    // Not settled, so the lease ends and the job is run again: a repeat is harmless, a lost job is not.
    log.error(factsOf(claim, error), 'a job could not be settled');
    return false;
  } finally {
    clearInterval(renewal);
  }
}

async function renew({ database, clock, log }: RunParts, claim: Claim, stop: AbortController) {
  try {
    if (!(await renewLease(database, claim, clock()))) stop.abort();
  } catch (error) {
    log.warn(factsOf(claim, error), 'a lease could not be renewed');
  }
}

async function attempt<K extends Kind>(
  parts: RunParts,
  handler: Handler<K>,
  kind: K,
  claim: Claim,
  job: Job<K> | null,
): Promise<Outcome> {
  try {
    if (job === null) throw new SetAside('unreadable row');
    await parts.turn?.();
    await handler.run(job);
    return { is: 'done', outcome: handler.doneAs ?? null };
  } catch (error) {
    return outcomeOf(parts, kind, claim, job?.signal.aborted ?? false, error);
  }
}

/** The row tells all else; what it is about stays out of the log. */
const factsOf = ({ id, kind, attempts }: Claim, error: unknown) => ({
  id,
  kind,
  attempts,
  code: reasonOf(error),
});
