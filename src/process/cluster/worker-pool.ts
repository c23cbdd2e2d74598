import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { createBackoff } from '../../backoff.ts';
import { reasonOf } from '../../jobs/job.ts';
import type { Log } from '../../log.ts';
import { TOO_OLD, WorkerFailed } from '../start.ts';
import { createMetricsAggregator } from './aggregate-metrics.ts';
import { fromWorker, sendToWorker } from './messages.ts';

/** Milliseconds. One that has lived for less has not recovered from what ended the one before it. */
const LIVES = 10_000;
/** By how many have died early, one after the other. */
const waitAfter = createBackoff({ first: 500, longest: 30_000 });

/** The workers. One that dies is replaced: at once, or after a growing wait where it did not live for long. */
type WorkerPool = {
  /** Starts the first. @throws {WorkerFailed} when it cannot. */
  begin(): Promise<void>;
  /** Starts another, and is over when that serves, or has died. Whoever replaces it will have the same number. */
  add(number: number): Promise<void>;
  /** Called once, with the words of the first worker that a newer version must take over from: then none is replaced. */
  whenTooOld(then: (message: string) => void): void;
  /** Resolves when all have drained and ended. @throws when one of them did not end well. */
  stop(): Promise<void>;
};

// The workers accept by themselves. Node's own way hands them connections one by one; those that are on their way to
// one that dies then hang until their readers give up (https://nodejs.org/api/cluster.html#clusterschedulingpolicy).
cluster.schedulingPolicy = cluster.SCHED_NONE;

export function createWorkerPool(log: Log): WorkerPool {
  const workers = new Map<number, Worker>();
  const metrics = createMetricsAggregator(workers);
  const tooOld = Promise.withResolvers<string>();
  let isStopping = false;

  const keep = (number: number, worker: Worker, earlyDeaths: number) => {
    const begun = performance.now();
    workers.set(number, worker);
    worker.on('message', (message: unknown) => {
      const received = fromWorker.safeParse(message).data;
      if (received !== undefined) metrics.receive(number, worker, received);
      // Node drops what it is told while its modules load.
      if (received?.is === 'ready' && isStopping) sendToWorker(worker, { is: 'stop' });
      if (received?.is !== 'too old') return;
      isStopping = true;
      tooOld.resolve(received.message);
    });
    whenGone(worker, code => {
      workers.delete(number);
      metrics.retire(number);
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
    whenTooOld: then => void tooOld.promise.then(then),
    async stop() {
      isStopping = true;
      const ends = await Promise.all([...workers.values()].map(end));
      if (ends.some(status => status !== 0 && status !== TOO_OLD))
        throw new Error('a worker did not end well');
    },
  };
}

function ready(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: unknown) => {
      const received = fromWorker.safeParse(message).data;
      if (received?.is === 'ready') resolve();
      if (received?.is === 'failed' || received?.is === 'too old') reject(new WorkerFailed(received.message));
    });
    whenGone(worker, code =>
      reject(new WorkerFailed(`The desk could not start: Its first worker ended with ${code}.`)),
    );
  });
}

/** Calls with what it ended by. One that could not even be started, as where there is no room for another process, has no exit. */
function whenGone(worker: Worker, then: (code: string) => void): void {
  worker.once('exit', (status: number | null, signal: string | null) => then(signal ?? `exit ${status}`));
  worker.on('error', error => {
    if (worker.process.pid === undefined) then(reasonOf(error));
  });
}

/** Gives its exit status; null when a signal ended it. */
async function end(worker: Worker): Promise<number | null> {
  const ended = once(worker, 'exit');
  sendToWorker(worker, { is: 'stop' });
  const [status] = await ended;
  return status;
}
