import { randomBytes } from 'node:crypto';
import { type KeyRing, sign, verifiedByAny } from '../../crypto/seal.ts';
import type { Write } from '../../db/database.ts';
import { hashToken } from '../tokens.ts';

/** So long one may take to be answered. Milliseconds. */
const LASTS = 10 * 60_000;

/** What a passkey's answer is for; `add` and `confirm` in one session alone, whose id is `session`. */
export type Purpose = { act: 'sign-in' } | { act: 'add' | 'confirm'; session: string };

const textOf = (purpose: Purpose) =>
  `passkey ${purpose.act}${'session' in purpose ? ` ${purpose.session}` : ''}`;

/** Nothing of it is kept until it was answered: everybody may ask for one. */
export const makeChallenge = (keys: KeyRing, purpose: Purpose, now: number): string =>
  sign(keys[0], `${textOf(purpose)} ${now + LASTS} ${randomBytes(16).toString('base64url')}`);

/** Until when it counts, where it was made for this; null for any other. `answered`: as a browser gives it back, in base64url. */
export function readChallenge(keys: KeyRing, answered: string, purpose: Purpose, now: number): number | null {
  const text = verifiedByAny(keys, Buffer.from(answered, 'base64url').toString('utf8'));
  const parts = text?.split(' ') ?? [];
  const until = Number(parts.at(-2));
  if (parts.slice(0, -2).join(' ') !== textOf(purpose)) return null;
  return until > now && until <= now + LASTS ? until : null;
}

/** Whether it was answered for the first time: what somebody has seen on its way counts no second time. */
export async function takeChallenge(
  trx: Write,
  { answered, until, now }: { answered: string; until: number; now: number },
): Promise<boolean> {
  await trx.deleteFrom('answered_challenges').where('until', '<=', now).execute();
  const taken = await trx
    .insertInto('answered_challenges')
    .values({ challenge_hash: hashToken(answered), until })
    .onConflict(conflict => conflict.column('challenge_hash').doNothing())
    .returning('until')
    .executeTakeFirst();
  return taken !== undefined;
}
