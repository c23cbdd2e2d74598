import { createHmac } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Schema } from '../db/schema/schema.ts';

/** An event with all that stands in its row: columns of a newer version too, so that they are proved by this one. */
export type Entry = Selectable<Schema['events']>;

/** What stands before the first. */
export const BEFORE_FIRST = '';

type Linked = { place: number; previous: string; entry: Entry };

/**
 * The proof of an entry in its place: HMAC-SHA-256 over the proof before it and every column that holds something, by name. A column
 * that is added later is null in older rows, and changes no proof of theirs. Base64url.
 */
export function proofOf(key: Buffer, { place, previous, entry }: Linked): string {
  const held = Object.entries(entry).filter(([, value]) => value !== null);
  const sorted = held.sort(([one], [other]) => (one < other ? -1 : 1));
  return createHmac('sha256', key)
    .update(JSON.stringify([place, previous, sorted]))
    .digest('base64url');
}
