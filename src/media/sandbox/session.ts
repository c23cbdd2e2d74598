import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import type { ByteRange } from '../../files/store.ts';
import { Failed } from '../../jobs/job.ts';
import type { Shortfall } from '../details.ts';
import type { Facts, Made, Piece } from './protocol.ts';
import { type End, Gone, type Limits, type SandboxProcess } from './sandbox-process.ts';

/** `decode`: unless false; otherwise nothing but its type is found out. */
export type Original = {
  size: number;
  claimedType: string;
  decode?: boolean;
  read(range: ByteRange): Readable;
};

/** Called for each file that is made, with its bytes and their type. Answers why it was not kept; null when it was. */
export type Keep = (made: Made, type: string, bytes: Readable) => Promise<Shortfall | null>;

/** `took`: milliseconds of the sandbox. */
export type Findings = Facts & { broken: boolean; took: number };

/** The process failed for a reason unknown: the file's, or the machine's. `facts`: what was known by then. */
export class SandboxLost extends Failed {
  override name = 'SandboxLost';
  readonly facts: Facts;

  constructor(facts: Facts) {
    super('sandbox lost');
    this.facts = facts;
  }
}

type Asked = { original: Original; keep: Keep; signal: AbortSignal };
/** `end`: how the file has ended the process; null when it is fit for the next one. */
type Inspected = { end: End | null; findings: Findings };

/** Has a process look at one file; throws as `Sandbox.inspect` says. */
export async function inspectWithin(
  limits: Limits,
  process: SandboxProcess,
  asked: Asked,
): Promise<Inspected> {
  const begun = performance.now();
  const took = () => Math.round(performance.now() - begun);
  const facts: Facts = { type: null, details: {}, shortfall: null };
  const stop = () => process.kill('stopped');
  const timer = setTimeout(() => process.kill('time'), limits.time);
  asked.signal.addEventListener('abort', stop);
  try {
    const broken = await answerRequests(process, asked, facts);
    return { end: null, findings: { ...facts, broken, took: took() } };
  } catch (error) {
    // Nothing but a finished file leaves it fit for the next one.
    if (process.isFit()) {
      process.kill('stopped');
      throw error;
    }
    const end = await process.ended;
    if (end === 'stopped') throw new Failed('stopped', { cause: error });
    if (end === 'unknown' || end === 'garbled') throw new SandboxLost(facts);
    if (end !== 'crash') noteShortfall(facts, 'too large');
    return { end, findings: { ...facts, broken: end === 'crash', took: took() } };
  } finally {
    clearTimeout(timer);
    asked.signal.removeEventListener('abort', stop);
  }
}

/** Answers what the sandbox asks for until it is done; gives whether the file is broken. */
async function answerRequests(process: SandboxProcess, { original, keep }: Asked, facts: Facts) {
  const { size, claimedType, decode = true } = original;
  const received = new Set<Made>();
  process.send({ is: 'file', size, claimedType, decode });
  for (;;) {
    const message = await process.receive();
    if (message.is === 'done') {
      if (message.worn) process.kill('stopped');
      return message.broken;
    }
    if (message.is === 'facts') {
      const { type, details, shortfall } = message;
      Object.assign(facts, { type, details });
      noteShortfall(facts, shortfall);
    }
    if (message.is === 'read') {
      const bytes = await buffer(original.read({ start: message.start, end: message.end }));
      process.send({ is: 'bytes', bytes });
    }
    if (message.is === 'piece') {
      // Each comes once: of a second one, the first would stay behind in the store under no name.
      if (received.has(message.of)) throw garbled(process);
      received.add(message.of);
      noteShortfall(facts, await takePieces(process, message, keep));
    }
  }
}

/** A full disk is the one that will pass, and so it is what is kept. */
function noteShortfall(facts: Facts, how: Shortfall | null) {
  if (how !== null && facts.shortfall !== 'no space') facts.shortfall = how;
}

async function takePieces(process: SandboxProcess, first: Piece, keep: Keep): Promise<Shortfall | null> {
  const bytes = Readable.from(piecesFrom(first, process));
  const shortfall = await keep(first.of, first.type, bytes);
  // What was not kept is read to its end all the same, because the sandbox waits for that.
  if (!bytes.readableEnded) await finished(bytes.resume());
  return shortfall;
}

/** The next piece comes once this one was taken, so that a slow disk does not fill the memory. */
async function* piecesFrom(first: Piece, process: SandboxProcess): AsyncGenerator<Uint8Array> {
  for (let piece = first; ; ) {
    yield piece.bytes;
    process.send({ is: 'go on' });
    if (piece.isLast) return;
    const next = await process.receive();
    if (next.is !== 'piece' || next.of !== first.of) throw garbled(process);
    piece = next;
  }
}

function garbled(process: SandboxProcess): Gone {
  process.kill('garbled');
  return new Gone();
}
