import type { Readable } from 'node:stream';

/** A file that rides in a letter. `open` is called once, when its bytes are needed, and may never be. */
export type Riding = { name: string; open(): Readable };

/** One mail to one address, composed but for its MIME form. */
export type Letter = {
  /** What stands before the @ of the Message-ID: the same at each attempt, so that a repeat is recognised. */
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Milliseconds since 1970, UTC. */
  date: number;
  /** The one address that an answer goes to; null: the sender's. */
  replyTo: string | null;
  /** Headers of our own, for filters and scripts. */
  tags: Readonly<Record<string, string>>;
  riding: readonly Riding[];
};

/** The way letters go out. */
export type Post = {
  kind: 'smtp' | 'folder';
  /** @throws {SetAside} when that address refuses the letter for good; {@link Failed} when trying again may help. */
  send(letter: Letter, signal?: AbortSignal): Promise<void>;
  /** Rejects with a short code when nothing could be sent now. */
  check(): Promise<void>;
  /** What was kept of a tip's mails on this machine is gone; what has gone out cannot be had back. */
  recall(tip: number): Promise<void>;
  /** Removes kept mails that are too old. `now` is in milliseconds since 1970, UTC. */
  sweep(now: number): Promise<void>;
  close(): Promise<void>;
};

/** Line ends, other control characters, and the marks that turn the direction of what follows (Unicode TR 9, 2). */
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
const TURNS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** In one line, and no longer able to move what stands beside it: for headers and for labelled facts. */
export const inOneLine = (text: string): string => text.replace(BREAKS, ' ').replace(TURNS, '').trim();

const letters = new Intl.Segmenter('ko', { granularity: 'grapheme' });
/** One letter may carry any number of marks, so code units are limited too. */
const MOST_UNITS = 400;

/** The first `most` letters of a line, as a person counts them; an ellipsis for the rest. */
export function shortened(line: string, most: number): string {
  let short = '';
  let count = 0;
  for (const { segment } of letters.segment(line.slice(0, MOST_UNITS))) {
    count += 1;
    if (count > most) break;
    short += segment;
  }
  const whole = short.length === line.length;
  return whole ? short : `${short.toWellFormed().trimEnd()}…`;
}

/** A file's name as a mail may carry it: the sender's name, but never a path. */
export const fileNameInMail = (name: string): string => inOneLine(name).replace(/[/\\]/g, '_') || 'file';
