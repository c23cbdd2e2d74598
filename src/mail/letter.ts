import type { Readable } from 'node:stream';

/** A file that is attached to a letter, in bytes; `of`: its id among the tip's files. `open` is called once, when its bytes are needed, and may never be. */
export type Attachment = { of: string; name: string; type: string; size: number; open(): Readable };

/** One mail to one address, composed but for its MIME form. */
export type Letter = {
  /** What stands before the @ of the Message-ID: the same at each attempt, so that a repeat is recognised. */
  id: string;
  /** The id of the letter whose thread it stands in; left out: it begins one. */
  inThreadOf?: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Milliseconds since 1970, UTC. */
  date: number;
  /** The one address that an answer goes to; null: the sender's. */
  replyTo: string | null;
  /** Somebody wrote it to somebody: it is no automatic mail, and none of a list. */
  isAnswer?: true;
  /** Headers of our own, for filters and scripts. */
  tags: Readonly<Record<string, string>>;
  attachments: readonly Attachment[];
};

export type OnTurn = () => Promise<void>;

/** The way letters go out. */
export type Mailer = {
  kind: 'smtp' | 'folder';
  /**
   * `onTurn` is called once nothing is before it, and by throwing keeps the letter back.
   * @throws {Failed} whose `remedy` says what may help.
   */
  send(letter: Letter, signal?: AbortSignal, onTurn?: OnTurn): Promise<void>;
  /** Rejects with a short code when nothing could be sent now. */
  check(signal?: AbortSignal): Promise<void>;
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

/** Never half a letter. */
const beginningOf = (line: string) => line.slice(0, MOST_UNITS).replace(/[\uD800-\uDBFF]$/, '');

/** The first `most` letters of a line, as a person counts them; an ellipsis for the rest. */
export function shortened(line: string, most: number): string {
  let short = '';
  let count = 0;
  for (const { segment } of letters.segment(beginningOf(line))) {
    count += 1;
    if (count > most) break;
    short += segment;
  }
  const whole = short.length === line.length;
  return whole ? short : `${short.trimEnd()}…`;
}

/** A file's name as a mail may carry it: the sender's name, but never a path. */
export const fileNameInMail = (name: string): string => inOneLine(name).replace(/[/\\]/g, '_') || 'file';
