import { z } from 'zod';
import type { Database, Write } from '../../db/database.ts';
import { readChallenge, takeChallenge } from './challenges.ts';
import { ALGORITHMS, type Asking } from './passkeys.ts';

// What reads passkeys is loaded where somebody has one, and not for whoever sends what is of none.

const credential = z.object({
  id: z.base64url().max(2_000),
  rawId: z.base64url().max(2_000),
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}),
});
const added = credential.extend({
  response: z.object({ clientDataJSON: z.base64url(), attestationObject: z.base64url() }),
});
const used = credential.extend({
  response: z.object({
    clientDataJSON: z.base64url(),
    authenticatorData: z.base64url(),
    signature: z.base64url(),
  }),
});

/** What a browser's script has sent; null where it is none of that. */
function parseSent<T>(shape: z.ZodType<T>, sent: string): T | null {
  try {
    return shape.safeParse(JSON.parse(sent)).data ?? null;
  } catch {
    return null;
  }
}

type Sent = Asking & { sent: string };

/** The challenge that an answer names, and until when it counts. */
type Answer = { answered: string; until: number };

/** `answer` is there once the library has asked whether the challenge is ours, and it was. */
function createExpected({ keys, purpose, now }: Omit<Sent, 'sent' | 'rp'>) {
  let answer: Answer | null = null;
  const isOurs = (answered: string): boolean => {
    const until = readChallenge(keys, answered, purpose, now);
    answer = until === null ? null : { answered, until };
    return answer !== null;
  };
  return { isOurs, answer: () => answer };
}

/** A new passkey that the browser has made, to be put by `putPasskey`; null where anything is wrong with it. */
export async function readNewPasskey({ sent, rp, ...asked }: Sent): Promise<NewPasskey | null> {
  const response = parseSent(added, sent);
  if (response === null) return null;
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  const expected = createExpected(asked);
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: expected.isOurs,
    expectedOrigin: rp.origin,
    expectedRPID: rp.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: [...ALGORITHMS],
  }).catch(refused);
  const [info, answer] = [verified?.registrationInfo, expected.answer()];
  if (!info || answer === null) return null;
  const { id, publicKey, counter } = info.credential;
  return { id, publicKey: Buffer.from(publicKey).toString('base64url'), counter, host: rp.id, answer };
}

export type NewPasskey = { id: string; publicKey: string; counter: number; host: string; answer: Answer };

/** False where it was sent once before. */
export async function putPasskey(
  trx: Write,
  { id, publicKey, counter, host, answer }: NewPasskey,
  { staffId, name, now }: { staffId: string; name: string; now: number },
): Promise<boolean> {
  if (!(await takeChallenge(trx, { ...answer, now }))) return false;
  const put = await trx
    .insertInto('passkeys')
    .values({ id, staff_id: staffId, rp_id: host, name, public_key: publicKey, counter, added_at: now })
    .onConflict(conflict => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return put !== undefined;
}

/** Whose passkey has answered; each answer counts once. */
export type PasskeyUse = { staffId: string; isRight: boolean };

/** Null where it is none that the desk knows. */
export async function usePasskey(
  { query, write }: Pick<Database, 'query' | 'write'>,
  { sent, rp, ...asked }: Sent,
): Promise<PasskeyUse | null> {
  const response = parseSent(used, sent);
  const row =
    response &&
    (await query
      .selectFrom('passkeys')
      .select(['id', 'staff_id', 'public_key', 'counter'])
      .where('id', '=', response.id)
      .where('rp_id', '=', rp.id)
      .executeTakeFirst());
  if (!response || !row) return null;
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  const expected = createExpected(asked);
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: expected.isOurs,
    expectedOrigin: rp.origin,
    expectedRPID: rp.id,
    requireUserVerification: true,
    credential: {
      id: row.id,
      publicKey: new Uint8Array(Buffer.from(row.public_key, 'base64url')),
      counter: row.counter,
    },
  }).catch(refused);
  const [by, answer] = [{ staffId: row.staff_id }, expected.answer()];
  if (!verified?.verified || answer === null) return { ...by, isRight: false };
  const counted = { id: row.id, before: row.counter, counter: verified.authenticationInfo.newCounter };
  const taken = { ...answer, now: asked.now };
  return { ...by, isRight: await write(trx => countUse(trx, taken, counted)) };
}

/** The library throws whatever is wrong with what a browser has sent: a forged or stale answer is no fault of ours. */
const refused = () => null;

type Counted = { id: string; before: number; counter: number };

async function countUse(
  trx: Write,
  answer: Parameters<typeof takeChallenge>[1],
  { id, before, counter }: Counted,
): Promise<boolean> {
  if (!(await takeChallenge(trx, answer))) return false;
  const counted = await trx
    .updateTable('passkeys')
    .set({ counter, used_at: answer.now })
    .where('id', '=', id)
    // Of two copies of one key that count, the second is told by its count.
    .where('counter', '=', before)
    .returning('id')
    .executeTakeFirst();
  return counted !== undefined;
}
