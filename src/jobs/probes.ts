import { wakeJobs } from './enqueue.ts';
import { type Handler, LEFT_OWED, reasonOf } from './job.ts';
import { KINDS, type Kind, type Server } from './kinds.ts';
import {
  endPause,
  forgetPause,
  isProbeDue,
  type Pause,
  readPause,
  takeProbe,
  tellReason,
  tellWaiting,
} from './pauses.ts';
import type { RunParts } from './run.ts';

/** Asks a server that is in trouble whether it works again: one question at a time, of all processes. */
export type Probes = {
  /** Until when nothing of this kind can be claimed, in milliseconds since 1970, UTC; null: it is not that. Probes when it is time. */
  pausedUntil(kind: Kind, now: number): Promise<number | null>;
  /** A job of this kind is done. */
  wentThrough(kind: Kind): Promise<void>;
  /** Breaks off what is being asked. */
  stop(): Promise<void>;
};

/** While a server is being asked, which may take a minute, this is looked at again after so many milliseconds. */
const LOOK_AGAIN = 1_000;

/** `onEnd` is called when a server has answered, or not. */
export function createProbes(parts: RunParts, onEnd: () => void): Probes {
  const { database, log } = parts;
  const inHand = new Map<Server, Promise<unknown>>();
  const ended = new Set<Server>();
  let ending = new AbortController();

  function begin(kind: Kind, seen: Pause): void {
    const asked = ask(parts, kind, seen, ending.signal)
      .then(isWell => isWell && ended.add(seen.server))
      .catch(error => log.error({ kind, code: reasonOf(error) }, `the ${seen.server} could not be asked`))
      .finally(() => {
        inHand.delete(seen.server);
        onEnd();
      });
    inHand.set(seen.server, asked);
  }

  return {
    async pausedUntil(kind, now) {
      const { server } = KINDS[kind];
      const found = server === null ? undefined : await readPause(database.query, server);
      if (found === undefined) return null;
      await tellWaiting(database, kind, found.reason, now);
      if (isProbeDue(found, now) && !inHand.has(found.server) && (await takeProbe(database, found, now)))
        begin(kind, found);
      return Math.max(found.probe_due, now + LOOK_AGAIN);
    },
    async wentThrough(kind) {
      const { server } = KINDS[kind];
      if (server === null || !ended.delete(server)) return;
      // What is not forgotten only makes the next waits longer.
      await forgetPause(database, server).catch(error =>
        log.warn({ kind, code: reasonOf(error) }, `the end of a trouble could not be noted`),
      );
    },
    async stop() {
      ending.abort();
      await Promise.all(inHand.values());
      ending = new AbortController();
    },
  };
}

/** Whether it works again, and it was ours to say so. */
async function ask({ database, clock, log, handlers }: RunParts, kind: Kind, seen: Pause, stop: AbortSignal) {
  const { server } = seen;
  try {
    const handler: Handler<Kind> | typeof LEFT_OWED = handlers[kind];
    if (handler !== LEFT_OWED) await handler.probe?.(stop);
  } catch (error) {
    if (!stop.aborted) await tellReason(database, server, reasonOf(error));
    return false;
  }
  if (stop.aborted || !(await endPause(database, server, clock()))) return false;
  log.info({ kind }, `the ${server} works again`);
  wakeJobs(database);
  return true;
}
