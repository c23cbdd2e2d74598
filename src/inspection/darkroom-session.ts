import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import type { ByteRange } from '../files/store.ts';
import { Failed } from '../outbox/job.ts';
import { type DarkroomProcess, type End, Gone, type Limits } from './darkroom-process.ts';
import type { Learnt, Made, Piece } from './darkroom-talk.ts';
import type { Shortfall } from './inspection.ts';

export type Original = { size: number; claimedType: string; read(range: ByteRange): Readable };

/** Called for each file that is made, with its bytes and their type. Answers why it was not kept; null when it was. */
export type Keep = (made: Made, type: string, bytes: Readable) => Promise<Shortfall | null>;

export type Findings = Learnt & { broken: boolean };

/** The process failed for a reason unknown: the file's, or the machine's. `learnt`: what was known by then. */
export class LostDarkroom extends Failed {
  override name = 'LostDarkroom';
  readonly learnt: Learnt;

  constructor(learnt: Learnt) {
    super('darkroom lost');
    this.learnt = learnt;
  }
}

export type Asked = { original: Original; keep: Keep; signal: AbortSignal };
/** `end`: how the file has ended the process; null when it is fit for the next one. */
export type Inspected = { end: End | null; findings: Findings };

/** Has a process look at one file; throws as `Darkroom.inspect` says. */
export async function inspectWithin(
  limits: Limits,
  process: DarkroomProcess,
  asked: Asked,
): Promise<Inspected> {
  const learnt: Learnt = { type: null, details: {}, shortfall: null };
  const stop = () => process.kill('told');
  const timer = setTimeout(() => process.kill('time'), limits.time);
  asked.signal.addEventListener('abort', stop);
  try {
    const broken = await talkThrough(process, asked, learnt);
    return { end: null, findings: { ...learnt, broken } };
  } catch (error) {
    // Nothing but a finished file leaves it fit for the next one.
    if (process.isFit()) {
      process.kill('told');
      throw error;
    }
    const end = await process.ended;
    if (end === 'told') throw new Failed('stopped', error);
    if (end === 'unknown' || end === 'garbled') throw new LostDarkroom(learnt);
    if (end !== 'crash') fallShort(learnt, 'too large');
    return { end, findings: { ...learnt, broken: end === 'crash' } };
  } finally {
    clearTimeout(timer);
    asked.signal.removeEventListener('abort', stop);
  }
}

/** Answers what the darkroom asks until it is done; gives whether the file is broken. */
async function talkThrough(process: DarkroomProcess, { original, keep }: Asked, learnt: Learnt) {
  const { size, claimedType } = original;
  const came = new Set<Made>();
  process.say({ is: 'file', size, claimedType });
  for (;;) {
    const words = await process.hear();
    if (words.is === 'done') {
      if (words.worn) process.kill('told');
      return words.broken;
    }
    if (words.is === 'learnt') {
      const { type, details, shortfall } = words;
      Object.assign(learnt, { type, details });
      fallShort(learnt, shortfall);
    }
    if (words.is === 'read') {
      const bytes = await buffer(original.read({ start: words.start, end: words.end }));
      process.say({ is: 'bytes', bytes });
    }
    if (words.is === 'piece') {
      // Each comes once: of a second one, the first would stay behind in the store under no name.
      if (came.has(words.of)) throw misunderstood(process);
      came.add(words.of);
      fallShort(learnt, await takePieces(process, words, keep));
    }
  }
}

/** A full disk is the one that will pass, and so it is what is told. */
function fallShort(learnt: Learnt, how: Shortfall | null) {
  if (how !== null && learnt.shortfall !== 'no space') learnt.shortfall = how;
}

async function takePieces(process: DarkroomProcess, first: Piece, keep: Keep): Promise<Shortfall | null> {
  const bytes = Readable.from(piecesFrom(first, process));
  const shortfall = await keep(first.of, first.type, bytes);
  // What was not kept is read to its end all the same, because the darkroom waits for that.
  if (!bytes.readableEnded) await finished(bytes.resume());
  return shortfall;
}

/** The next piece comes once this one was taken, so that a slow disk does not fill the memory. */
async function* piecesFrom(first: Piece, process: DarkroomProcess): AsyncGenerator<Uint8Array> {
  for (let piece = first; ; ) {
    yield piece.bytes;
    process.say({ is: 'go on' });
    if (piece.isLast) return;
    const next = await process.hear();
    if (next.is !== 'piece' || next.of !== first.of) throw misunderstood(process);
    piece = next;
  }
}

function misunderstood(process: DarkroomProcess): Gone {
  process.kill('garbled');
  return new Gone();
}
