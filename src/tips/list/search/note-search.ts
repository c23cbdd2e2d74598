import { createHash } from 'node:crypto';
import type { Context } from '../../../context.ts';
import { type KeyRing, sign, verifiedByAny } from '../../../crypto/seal.ts';
import { noteDeskEvent } from '../../../history/note-desk-event.ts';
import type { Viewer } from '../../../staff/access.ts';

/** For so long a search may be gone on with as the same one. Milliseconds. */
const LASTS = 12 * 60 * 60_000;

type NotingContext = Pick<Context, 'database' | 'keys' | 'clock'>;

/**
 * Notes in the history that someone searches, for contacts are looked into with all else: once for each search, however many
 * pages of it are asked for, and never what for. Gives the mark by which its next pages are known.
 */
export async function noteSearch(
  { database, keys, clock }: NotingContext,
  viewer: Viewer,
  typed: string,
  mark: string | undefined,
): Promise<string> {
  const at = clock();
  if (mark !== undefined && isOf(keys.searchMark, viewer, typed, { mark, at })) return mark;
  await database.write(trx => noteDeskEvent(trx, { kind: 'contacts searched', by: viewer.staffId, at }));
  return sign(keys.searchMark[0], textOf(viewer, typed, at + LASTS));
}

/** A hash, as short as an address can bear; it is handed to nobody but who has typed what it is of. */
const textOf = ({ staffId }: Viewer, typed: string, until: number) =>
  `${createHash('sha256')
    .update(JSON.stringify([staffId, typed]))
    .digest('base64url')}~${until}`;

function isOf(
  keys: KeyRing,
  viewer: Viewer,
  typed: string,
  { mark, at }: { mark: string; at: number },
): boolean {
  const signed = verifiedByAny(keys, mark) ?? '';
  const until = Number(signed.slice(signed.lastIndexOf('~') + 1));
  return until > at && signed === textOf(viewer, typed, until);
}
