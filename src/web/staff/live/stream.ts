import type { Request, Response } from 'express';

/** Bytes that wait for a browser that does not read them; beyond, its stream ends, and it comes again. */
const MOST_UNREAD = 64 * 1024;
/** After so long a browser comes again by itself. Milliseconds. */
const COME_AGAIN = 5_000;

/** Server-sent events (HTML, 9.2). */
export type Stream = {
  send(event: string, data: unknown): void;
  /** Keeps the line from being taken for dead, by whoever stands between. */
  beat(): void;
  end(): void;
};

/** `onEnd`: whoever ended it. */
export function openStream({ method }: Request, response: Response, onEnd: () => void): Stream {
  response.set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    // What packs an answer would keep each event until there are more.
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  });
  response.once('close', onEnd);
  const write = (text: string) => {
    if (response.writableEnded || response.destroyed) return;
    if (response.writableLength > MOST_UNREAD) response.destroy();
    else response.write(text);
  };
  write(`retry: ${COME_AGAIN}\n\n`);
  if (method === 'HEAD') response.end();
  return {
    send: (event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    beat: () => write(':\n\n'),
    end: () => void response.end(),
  };
}
