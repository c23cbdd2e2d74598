import { createHmac, randomFillSync } from 'node:crypto';
import type { LastingKeys } from './keys.ts';

/** 32 random bytes, under which all is sealed that was written in its time. */
export type Master = { id: number; key: Buffer };

/**
 * What is kept is sealed under these, and the desk's secret key only wraps them: so it can be changed without a look at
 * what is kept.
 */
export type Masters = {
  /** Of what is written from now on. */
  current: Master;
  /** Null for one that is not, or no longer, there: what it sealed cannot be opened. */
  find(id: number): Buffer | null;
  lasting: LastingKeys;
  /** Hears of each text that was asked for and does not open; `place` is the same each time. */
  onUnopened?: (place: string) => void;
};

/** Under what a tip's content is sealed, and the keys of its files are wrapped. */
export type TipSeal = { master: number; salt: string };

const SALT_BYTES = 32;

/** A tip's own, in base64url: with it its keys are destroyed. */
export const newSalt = (): string => freshBytes(SALT_BYTES).toString('base64url');

export const newTipSeal = ({ current }: Masters): TipSeal => ({ master: current.id, salt: newSalt() });

const keyFor = (master: Buffer, use: string, salt = '') =>
  createHmac('sha256', master).update(use).update(Buffer.from(salt, 'base64url')).digest();

/** Seals a tip's content. */
export const tipKey = (master: Buffer, salt: string): Buffer => keyFor(master, 'jebo tip 1', salt);

/** Wraps the keys of a tip's files, and of what was made of them. */
export const tipFilesKey = (master: Buffer, salt: string): Buffer => keyFor(master, 'jebo tip files 1', salt);

/** Wraps the keys of files that no tip has claimed yet. */
export const uploadsKey = (master: Buffer): Buffer => keyFor(master, 'jebo uploads 1');

/** Wraps the keys of the search's index. */
export const searchKey = (master: Buffer): Buffer => keyFor(master, 'jebo search 1');

/** Seals what staff's second factors are checked by. */
export const secondFactorKey = (master: Buffer): Buffer => keyFor(master, 'jebo second factor 1');

/** Seals the names of tags. */
export const tagsKey = (master: Buffer): Buffer => keyFor(master, 'jebo tags 1');

/** Seals names and queries of saved views. */
export const viewsKey = (master: Buffer): Buffer => keyFor(master, 'jebo views 1');

/** Seals what is typed of calls that are not written down yet. */
export const callsKey = (master: Buffer): Buffer => keyFor(master, 'jebo calls 1');

/** What a dozen tips need, which are kept together. */
const POOL_BYTES = 1_024;
let pool: Buffer = Buffer.alloc(0);

/**
 * Random bytes for what is sealed under a tip's own key, which costs less than to ask for them does. All who ask in one turn of
 * the event loop share a pool, and it goes with the turn: kept for later, it would come twice where a machine is resumed twice
 * from one picture of its memory. In one turn both seal the same, for nothing new has reached them. `length` is far below 1,024.
 */
export function freshBytes(length: number): Buffer {
  if (pool.length < length) {
    pool = randomFillSync(Buffer.allocUnsafeSlow(POOL_BYTES));
    setImmediate(discardPool);
  }
  const bytes = pool.subarray(0, length);
  pool = pool.subarray(length);
  return bytes;
}

function discardPool() {
  pool.fill(0);
  pool = Buffer.alloc(0);
}
