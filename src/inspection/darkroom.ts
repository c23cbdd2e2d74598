import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ByteRange } from '../files/store.ts';
import { Failed } from '../outbox/job.ts';
import { type DarkroomProcess, type Limits, startProcess } from './darkroom-process.ts';
import type { Learnt, Made, Piece } from './darkroom-talk.ts';

export type Original = { size: number; claimedType: string; read(range: ByteRange): Readable };

/** Called for each file that is made, with its bytes and their type. */
export type Keep = (made: Made, type: string, bytes: Readable) => Promise<void>;

export type Findings = Learnt & { broken: boolean };

/**
 * Where files are looked at: a process of its own, because a decoder may hang, crash or take all memory over what a
 * stranger sends. One file at a time; started for the first, and ended when there is none for a while.
 */
export type Darkroom = {
  /**
   * A file that ends the process, by its time, its memory or a crash, is broken.
   * @throws {Failed} when the process could not be started; when `signal` is aborted.
   * @throws {LostDarkroom} when the process is gone and nobody knows why; what store and `keep` throw.
   */
  inspect(original: Original, keep: Keep, signal: AbortSignal): Promise<Findings>;
  /** Ends the process, with whatever it has in hand, and looks at nothing more. */
  stop(): Promise<void>;
};

/** The process is gone for a reason unknown: the file's, or the machine's. `learnt`: what was known by then. */
export class LostDarkroom extends Failed {
  override name = 'LostDarkroom';
  readonly learnt: Learnt;

  constructor(learnt: Learnt) {
    super('darkroom lost');
    this.learnt = learnt;
  }
}

/**
 * A video's facts take a second. A phone's largest HEIC, 48 megapixels, takes 8 s and 1.2 GB here, and 20 s when the
 * machine is busy. All but `memory` in milliseconds.
 */
const LIMITS = { start: 30_000, time: 60_000, memory: 1.5 * 1024 ** 3, idle: 30_000 };

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
          refuse(isStopped || signal.aborted);
          if (!process?.isFit()) process = await startReady(limits);
          refuse(isStopped || signal.aborted);
          return await inspectWithin(limits, process, { original, keep, signal });
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

type Asked = { original: Original; keep: Keep; signal: AbortSignal };

async function inspectWithin(limits: Limits, process: DarkroomProcess, asked: Asked): Promise<Findings> {
  const learnt: Learnt = { type: null, details: {} };
  const stop = () => process.kill('told');
  const timer = setTimeout(() => process.kill('time'), limits.time);
  asked.signal.addEventListener('abort', stop);
  try {
    const broken = await talkThrough(process, asked, learnt);
    return { ...learnt, broken };
  } catch (error) {
    // Nothing but a finished file leaves it fit for the next one.
    if (process.isFit()) {
      process.kill('told');
      throw error;
    }
    const end = await process.ended;
    if (end === 'told') throw new Failed('stopped', error);
    if (end === 'unknown') throw new LostDarkroom(learnt);
    return { ...learnt, broken: true };
  } finally {
    clearTimeout(timer);
    asked.signal.removeEventListener('abort', stop);
  }
}

/** Answers what the darkroom asks until it is done; gives whether the file is broken. */
async function talkThrough(process: DarkroomProcess, { original, keep }: Asked, learnt: Learnt) {
  const { size, claimedType } = original;
  process.say({ is: 'file', size, claimedType });
  for (;;) {
    const words = await process.hear();
    if (words.is === 'done') {
      if (words.worn) process.kill('told');
      return words.broken;
    }
    if (words.is === 'learnt') Object.assign(learnt, { type: words.type, details: words.details });
    if (words.is === 'read') {
      const bytes = await buffer(original.read({ start: words.start, end: words.end }));
      process.say({ is: 'bytes', bytes });
    }
    if (words.is === 'piece') await keep(words.of, words.type, Readable.from(piecesFrom(words, process)));
  }
}

/** The next piece comes once this one was taken, so that a slow disk does not fill the memory. */
async function* piecesFrom(first: Piece, process: DarkroomProcess): AsyncGenerator<Uint8Array> {
  for (let piece = first; ; ) {
    yield piece.bytes;
    process.say({ is: 'go on' });
    if (piece.isLast) return;
    const next = await process.hear();
    if (next.is !== 'piece') throw new TypeError('a made file arrives in pieces');
    piece = next;
  }
}
