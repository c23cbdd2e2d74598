import { createBackoff } from '../backoff.ts';
import type { Database } from '../db/database.ts';
import type { Log } from '../log.ts';
import type { Claim, Outcome } from './claims.ts';
import { Failed, type Remedy, reasonOf } from './job.ts';
import { KINDS, type Kind } from './kinds.ts';
import { pause } from './pauses.ts';

/** For ever, because an outage over a holiday must lose nothing. */
const waitAfter = createBackoff({ first: 5_000, longest: 15 * 60_000 });

const HOUR = 60 * 60_000;
/** As long as mail servers try: RFC 5321, 4.5.4.1. */
const DAYS = 5 * 24 * HOUR;

/** As long again as it has lasted, at least a quarter of an hour and at most half a day; less up to a fifth by chance. */
const waitAmongDays = (lasted: number) =>
  Math.min(12 * HOUR, Math.max(HOUR / 4, lasted)) * (1 - 0.2 * Math.random());

type Parts = { database: Database; clock: () => number; log: Log };

/** What becomes of a job that failed. `isStopped`: broken off by our own stop, it has failed no one. */
export async function outcomeOf(
  { database, clock, log }: Parts,
  kind: Kind,
  claim: Claim,
  isStopped: boolean,
  error: unknown,
): Promise<Outcome> {
  const now = clock();
  const reason = reasonOf(error);
  const remedy = remedyFor(kind, claim, error, now);
  const { server } = KINDS[kind];
  if (server !== null && isServers(remedy) && !isStopped) {
    if (await pause(database, server, reason, now))
      log.warn({ kind, ...told(error) }, `the ${server} is in trouble, and what needs it waits`);
    return { is: 'put back', reason, due: now, attempts: claim.attempts - (remedy === 'wait' ? 1 : 0) };
  }
  const isSetAside = remedy === 'set aside';
  log.warn(
    { id: claim.id, kind, attempts: claim.attempts, ...told(error) },
    isSetAside ? 'a job is set aside' : 'a job failed and is tried again',
  );
  if (isSetAside) return { is: 'set aside', reason };
  // The next start takes it up at once.
  if (isStopped) return { is: 'failed', reason, due: now };
  if (remedy !== 'for days') return { is: 'failed', reason, due: now + waitAfter(claim.attempts) };
  const since = refusedSince(claim, now);
  return { is: 'failed', reason, due: now + Math.round(waitAmongDays(now - since)), refusedSince: since };
}

const isServers = (remedy: Remedy) => remedy === 'wait' || remedy === 'wait once';

/** The row tells all else; what it is about stays out of the log. */
const told = (error: unknown) => ({
  code: reasonOf(error),
  ...(error instanceof Failed && error.meaning !== null && { trouble: error.meaning }),
});

function remedyFor(kind: Kind, claim: Claim, error: unknown, now: number): Remedy {
  const remedy = error instanceof Failed ? error.remedy : 'again';
  if (remedy === 'for days') return now - refusedSince(claim, now) >= DAYS ? 'set aside' : remedy;
  const isItsOwn = KINDS[kind].server === null || (remedy === 'wait once' && claim.attempts > 1);
  return isServers(remedy) && isItsOwn ? 'again' : remedy;
}

/** One that lies ahead was noted by a clock that has been set back since. */
const refusedSince = ({ refused_since }: Claim, now: number) => Math.min(refused_since ?? now, now);
