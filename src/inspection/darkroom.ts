import { Failed } from '../outbox/job.ts';
import { type DarkroomProcess, startProcess } from './darkroom-process.ts';
import { type Findings, inspectWithin, type Keep, type Original } from './darkroom-session.ts';

/**
 * Where files are looked at: a process of its own, because a decoder may hang, crash or take all memory over what a
 * stranger sends. One file at a time; started for the first, and ended when there is none for a while.
 */
export type Darkroom = {
  /**
   * A file that crashes the process is broken. One that takes all its time or memory is too large, and what was made of
   * it by then is kept.
   * @throws {Failed} when the process could not be started; when `signal` is aborted.
   * @throws {LostDarkroom} when the process is gone and nobody knows why, or says what we do not understand; what store and
   * `keep` throw.
   */
  inspect(original: Original, keep: Keep, signal: AbortSignal): Promise<Findings>;
  /** Ends the process, with whatever it has in hand, and looks at nothing more. */
  stop(): Promise<void>;
};

/**
 * A video's facts take a second. A phone's largest HEIC, 48 megapixels, takes 8 s and 1.2 GB here, and 20 s when the
 * machine is busy; whoever sends what takes for ever holds up the others for no longer than need be. All but `memory` in
 * milliseconds.
 */
const LIMITS = { start: 30_000, time: 40_000, memory: 1.5 * 1024 ** 3, idle: 30_000 };

export function createDarkroom(given: Partial<typeof LIMITS> = {}): Darkroom {
  const limits = { ...LIMITS, ...given };
  const inTurn = createTurns();
  let process: DarkroomProcess | null = null;
  let rest: NodeJS.Timeout | undefined;
  let isStopped = false;

  async function end() {
    clearTimeout(rest);
    process?.kill('told');
    await process?.ended;
    process = null;
  }

  return {
    inspect: (original, keep, signal) =>
      inTurn(async () => {
        clearTimeout(rest);
        try {
          for (;;) {
            refuse(isStopped || signal.aborted);
            const used = process?.isFit() ? process : null;
            const current = used ?? (await startReady(limits));
            process = current;
            refuse(isStopped || signal.aborted);
            const { end, findings } = await inspectWithin(limits, current, { original, keep, signal });
            // What earlier files have left behind in its memory is not this one's doing: once more, in a fresh one.
            if (end !== 'memory' || used === null) return findings;
          }
        } finally {
          rest = setTimeout(() => void inTurn(end), limits.idle).unref();
        }
      }),
    async stop() {
      isStopped = true;
      process?.kill('told');
      await inTurn(end);
    },
  };
}

/** One after another, in the order asked. */
function createTurns() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  };
}

function refuse(isStopped: boolean) {
  if (isStopped) throw new Failed('stopped');
}

/** Until it is ready, an end is not the doing of any file. */
async function startReady(limits: typeof LIMITS): Promise<DarkroomProcess> {
  const process = startProcess(limits);
  const timer = setTimeout(() => process.kill('time'), limits.start);
  try {
    await process.hear();
    return process;
  } catch (error) {
    process.kill('told');
    throw new Failed('darkroom did not start', error);
  } finally {
    clearTimeout(timer);
  }
}
