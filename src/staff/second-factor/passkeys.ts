import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import type { KeyRing } from '../../crypto/seal.ts';
import type { Query, Write } from '../../db/database.ts';
import { makeChallenge, type Purpose } from './challenges.ts';

/** EdDSA, ES256, RS256 (COSE): every authenticator makes one of them. */
export const ALGORITHMS = [-8, -7, -257] as const;

/** Letters that its name may have. */
export const PASSKEY_NAME_LIMIT = 100;

/** The desk as browsers know it (WebAuthn 3, 4): its host, and the origin that its pages have. */
export type RelyingParty = { id: string; origin: string };

/** As its owner sees it. `host`: the only one where it works. Times are milliseconds since 1970, UTC. */
export type Passkey = { id: string; name: string; host: string; addedAt: number; usedAt: number | null };

/** The latest first. */
export async function listPasskeys(query: Query | Write, staffId: string): Promise<Passkey[]> {
  const rows = await query
    .selectFrom('passkeys')
    .select(['id', 'name', 'rp_id', 'added_at', 'used_at'])
    .where('staff_id', '=', staffId)
    .orderBy('added_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(({ id, name, rp_id, added_at, used_at }) => {
    return { id, name, host: rp_id, addedAt: added_at, usedAt: used_at };
  });
}

export type Asking = { rp: RelyingParty; keys: KeyRing; purpose: Purpose; now: number };

/** For a new one: discoverable, and only where the device makes sure who holds it, so that it may stand alone. */
export async function newPasskeyOptions(
  { rp, keys, purpose, now }: Asking,
  owner: { staffId: string; email: string; newsroom: string; known: readonly Passkey[] },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions } = await import('@simplewebauthn/server');
  return generateRegistrationOptions({
    rpID: rp.id,
    rpName: owner.newsroom,
    userID: new Uint8Array(Buffer.from(owner.staffId, 'hex')),
    userName: owner.email,
    challenge: makeChallenge(keys, purpose, now),
    attestationType: 'none',
    supportedAlgorithmIDs: [...ALGORITHMS],
    excludeCredentials: owner.known.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** `allowed`: those that may answer; where none is named, any that the browser knows for this host. */
export const passkeyOptions = (
  { rp, keys, purpose, now }: Asking,
  allowed: readonly Passkey[] = [],
): PublicKeyCredentialRequestOptionsJSON => ({
  challenge: Buffer.from(makeChallenge(keys, purpose, now)).toString('base64url'),
  rpId: rp.id,
  userVerification: 'required',
  allowCredentials: allowed.map(({ id }) => ({ id, type: 'public-key' })),
});
