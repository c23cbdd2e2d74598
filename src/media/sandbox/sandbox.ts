import { Failed } from '../../jobs/job.ts';
import type { Confinement } from './confinement.ts';
import type { SandboxProcess } from './sandbox-process.ts';
import { type Findings, inspectWithin, type Keep, type Original } from './session.ts';
import { startReady } from './start-ready.ts';

/**
 * Where files are looked at: a process of its own, because a decoder may hang, crash or take all memory over what a
 * stranger sends. One file at a time; started for the first, and ended when there is none for a while.
 */
export type Sandbox = {
  /**
   * A file that crashes the process is broken. One that takes all its time or memory is too large, and what was made of
   * it by then is kept.
   * @throws {Failed} when the process could not be started; when `signal` is aborted.
   * @throws {SandboxLost} when the process is gone and nobody knows why, or sends what we do not understand; what store and
   * `keep` throw.
   */
  inspect(original: Original, keep: Keep, signal: AbortSignal): Promise<Findings>;
  /** What stands around it on this machine. @throws {Failed} as `inspect` does. */
  confinement(): Promise<Confinement>;
  /** Ends the process, with whatever it has in hand, and looks at nothing more. */
  stop(): Promise<void>;
};

/**
 * A video's facts take a second. A phone's largest HEIC, 48 megapixels, takes 8 s and 1.2 GB here, and 20 s when the
 * machine is busy; whoever sends what takes for ever holds up the others for no longer than need be. All but `memory` in
 * milliseconds.
 */
const LIMITS = { start: 30_000, time: 40_000, memory: 1.5 * 1024 ** 3, idle: 30_000 };

export function createSandbox(given: Partial<typeof LIMITS> = {}): Sandbox {
  const limits = { ...LIMITS, ...given };
  const inTurn = createTurns();
  let process: SandboxProcess | null = null;
  let confinement: Confinement | null = null;
  let rest: NodeJS.Timeout | undefined;
  let isStopped = false;

  async function end() {
    clearTimeout(rest);
    process?.kill('stopped');
    await process?.ended;
    process = null;
  }

  async function start() {
    const started = await startReady(limits, confinement);
    ({ process, confinement } = started);
    return started;
  }

  /** One after another; without work, the process ends after a while. */
  const whileAwake = <T>(work: () => Promise<T>) =>
    inTurn(async () => {
      clearTimeout(rest);
      try {
        return await work();
      } finally {
        rest = setTimeout(() => void inTurn(end), limits.idle).unref();
      }
    });

  return {
    inspect: (original, keep, signal) =>
      whileAwake(async () => {
        for (;;) {
          refuse(isStopped || signal.aborted);
          const used = process?.isFit() ? process : null;
          const current = used ?? (await start()).process;
          refuse(isStopped || signal.aborted);
          const { end, findings } = await inspectWithin(limits, current, { original, keep, signal });
          // What earlier files have left behind in its memory is not this one's doing: once more, in a fresh one.
          if (end !== 'memory' || used === null) return findings;
        }
      }),
    confinement: () =>
      whileAwake(async () => {
        refuse(isStopped);
        return confinement ?? (await start()).confinement;
      }),
    async stop() {
      isStopped = true;
      process?.kill('stopped');
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
