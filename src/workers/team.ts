import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import type { Log } from '../log.ts';
import { reasonOf } from '../outbox/job.ts';
import { WorkerFailed } from '../start-words.ts';
import { createCounting } from './counting.ts';
import { fromWorker, tellWorker } from './messages.ts';

/** Milliseconds. One that has lived for less has not recovered from what ended the one before it. */
const LIVES = 10_000;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;

/** The workers. One that dies is replaced: at once, or after a growing wait where it did not live for long. */
export type Team = {
  /** Starts the first. @throws {WorkerFailed} when it cannot. */
  begin(): Promise<void>;
  /** Starts another, and is over when that serves, or has died. Whoever replaces it will have the same number. */
  add(number: number): Promise<void>;
  /** Resolves when all have drained and ended. @throws when one of them did not end well. */
  stop(): Promise<void>;
};

export function createTeam(log: Log): Team {
  const members = new Map<number, Worker>();
  const counting = createCounting(members);
  let isStopping = false;

  const keep = (number: number, worker: Worker, earlyDeaths: number) => {
    const begun = performance.now();
    members.set(number, worker);
    worker.on('message', (message: unknown) => {
      const told = fromWorker.safeParse(message).data;
      if (told !== undefined) counting.hear(number, worker, told);
    });
    whenGone(worker, code => {
      members.delete(number);
      counting.bury(number);
      if (isStopping) return;
      const early = performance.now() - begun < LIVES ? earlyDeaths + 1 : 0;
      log.error({ code, count: early }, 'a worker has died and is replaced');
      setTimeout(() => isStopping || keep(number, cluster.fork(), early), waitAfter(early));
    });
  };
  return {
    async begin() {
      const first = cluster.fork();
      await ready(first);
      keep(1, first, 0);
    },
    async add(number) {
      const worker = cluster.fork();
      keep(number, worker, 0);
      await ready(worker).catch(() => {});
    },
    async stop() {
      isStopping = true;
      const ends = await Promise.all([...members.values()].map(end));
      if (ends.some(status => status !== 0)) throw new Error('a worker did not end well');
    },
  };
}

const waitAfter = (earlyDeaths: number) =>
  earlyDeaths === 0 ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (earlyDeaths - 1));

function ready(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: unknown) => {
      const told = fromWorker.safeParse(message).data;
      if (told?.is === 'ready') resolve();
      if (told?.is === 'failed') reject(new WorkerFailed(told.words));
    });
    whenGone(worker, code =>
      reject(new WorkerFailed(`The desk could not start: its first worker ended with ${code}.`)),
    );
  });
}

/** Tells by what it ended. One that could not even be started, as where there is no room for another process, has no exit. */
function whenGone(worker: Worker, then: (code: string) => void): void {
  worker.once('exit', (status: number | null, signal: string | null) => then(signal ?? `exit ${status}`));
  worker.on('error', error => {
    if (worker.process.pid === undefined) then(reasonOf(error));
  });
}

/** Gives its exit status; null when a signal ended it. */
async function end(worker: Worker): Promise<number | null> {
  const ended = once(worker, 'exit');
  tellWorker(worker, { is: 'stop' });
  const [status] = await ended;
  return status;
}
