import { type NetConnectOpts, Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Failed, reasonOf } from '../../jobs/job.ts';
import type { Scan } from '../inspection.ts';

/** What a scan comes to. */
export type Verdict = { is: 'clean' | 'too large' } | Extract<Scan, { is: 'infected' }>;

/**
 * Reads the file to its end, or as far as the scanner wants it, and closes it.
 * @throws {Failed} when trying again may help; with an `AbortError` when the signal says so; the file's own error.
 * @throws {NoVerdict}
 */
export type Scanner = (file: Readable, signal: AbortSignal) => Promise<Verdict>;

/** The scanner was reached, and then gave no verdict: it may be this file that it cannot bear. */
export class NoVerdict extends Failed {
  override name = 'NoVerdict';
}

/**
 * In milliseconds. clamd says nothing while it scans (MaxScanTime: 2 minutes) or while others are scanned before us. The whole
 * ends before the mail would go without it: a file of 2 GB takes minutes from a slow disk, and a peer that takes a byte now
 * and then would never be silent.
 */
const TIMEOUTS = { silence: 5 * 60_000, whole: 9 * 60_000 };

const PORT = 3310;
const LONGEST_ANSWER = 4_096;
const LONGEST_SIGNATURE = 200;

/** Null where there is none. */
export const createScanner = (url: string | null): Scanner | null =>
  url === null ? null : createClamdScanner(url);

/** By clamd at `tcp://host:port` (port 3310 if none is given) or `unix:///path`; the protocol is that of clamd(8), INSTREAM. */
export function createClamdScanner(url: string, given: Partial<typeof TIMEOUTS> = {}): Scanner {
  const place = placeOf(new URL(url));
  const timeouts = { ...TIMEOUTS, ...given };
  return async (file, signal) => {
    const socket = new LenientSocket({ signal }).connect(place);
    let isReached = false;
    socket.once('connect', () => {
      isReached = true;
    });
    const giveUp = () => socket.destroy(new Failed('ETIMEDOUT'));
    const deadline = setTimeout(giveUp, timeouts.whole);
    socket.setTimeout(timeouts.silence, giveUp);
    const answer = answerOf(socket);
    send(file, socket);
    try {
      return readVerdict(await answer);
    } catch (error) {
      if (file.errored !== null || signal.aborted || !isReached) throw error;
      throw new NoVerdict(reasonOf(error), { cause: error });
    } finally {
      clearTimeout(deadline);
      socket.destroy();
      file.destroy();
    }
  };
}

/**
 * Nobody waits for its end: a write into a line that has broken meanwhile never ends, and the answer, or the want of one, tells
 * all. The line is not ended after the last chunk: clamd takes half a close for a whole one, and drops the scan.
 */
function send(file: Readable, socket: Socket) {
  pipeline(inChunks(file), socket, { end: false }).catch(error => void socket.destroy(error));
}

type Written = (error?: Error | null) => void;

/**
 * Over its limit clamd answers and closes at once. A write that fails would then destroy the socket and the unread answer
 * with it, so it is left open: reading tells how the connection has ended.
 */
class LenientSocket extends Socket {
  override _write(chunk: Buffer, encoding: BufferEncoding, written: Written) {
    super._write(chunk, encoding, error => {
      if (!error) written();
    });
  }

  override _writev(chunks: { chunk: Buffer; encoding: BufferEncoding }[], written: Written) {
    super._writev?.(chunks, error => {
      if (!error) written();
    });
  }
}

function placeOf({ protocol, pathname, hostname, port }: URL): NetConnectOpts {
  if (protocol === 'unix:') return { path: decodeURIComponent(pathname) };
  // Brackets stand around an IPv6 address in a URL only.
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? PORT : Number(port) };
}

async function* inChunks(file: Readable): AsyncGenerator<Buffer> {
  yield Buffer.from('zINSTREAM\0');
  for await (const part of file) {
    const bytes: Buffer = part;
    // A chunk of no length ends the stream.
    if (bytes.length === 0) continue;
    yield lengthOf(bytes);
    yield bytes;
  }
  yield lengthOf(Buffer.alloc(0));
}

function lengthOf(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return length;
}

/** What clamd says up to its NUL, though the connection may break right behind it. */
function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (part: string) => {
      text += part;
      const [answer, ...end] = text.split('\0');
      if (answer !== undefined && end.length > 0) resolve(answer);
      else if (text.length > LONGEST_ANSWER) socket.destroy(new Failed('unknown answer'));
    });
    socket.on('error', reject);
    for (const over of ['end', 'close']) socket.on(over, () => reject(new Failed('no answer')));
  });
}

/**
 * A file above clamd's own limits is not told as such, but as infected by these, if clamd.conf says `AlertExceedsMax yes`;
 * otherwise it is told as clean, and nobody can know.
 */
const OVER_A_LIMIT = /^Heuristics\.Limits\.Exceeded\b/;

function readVerdict(answer: string): Verdict {
  if (answer === 'stream: OK') return { is: 'clean' };
  if (answer.startsWith('INSTREAM size limit exceeded')) return { is: 'too large' };
  const [, signature] = /^stream: (.+) FOUND$/.exec(answer) ?? [];
  if (signature === undefined) throw new Failed('unknown answer');
  if (OVER_A_LIMIT.test(signature)) return { is: 'too large' };
  return { is: 'infected', signature: signature.slice(0, LONGEST_SIGNATURE) };
}
