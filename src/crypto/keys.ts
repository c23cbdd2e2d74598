import { hkdfSync } from 'node:crypto';
import type { KeyRing } from './seal.ts';

/** What follows from the desk's secret key, and changes with it. */
export type SecretKeys = {
  /** Wraps the masters. */
  masters: Buffer;
  /** Tells one secret key from another and gives nothing of it away. Hex. */
  fingerprint: string;
};

/**
 * Of what goes out and comes back within days: cookies, and what stands in pages. By a master too, so that nobody in the
 * middle of a form is refused while the secret key is changed; and never by the one of all that lasts, which on an old desk
 * is the secret key of then.
 */
export type PassingKeys = { cookie: KeyRing; stamp: KeyRing; writerMark: KeyRing; searchMark: KeyRing };

/** What must be the same for as long as the desk stands, whatever its secret key is. */
export type LastingKeys = {
  receipt: Buffer;
  receiptHash: Buffer;
  draft: Buffer;
  /** Of the cookie by which a browser that has signed in before is known. */
  knownBrowser: Buffer;
  /** Of the networks from which an account has signed in. */
  knownPlace: Buffer;
  /** Of the links that invite by mail. */
  invitation: Buffer;
  /** Of the proofs that chain the history's entries. */
  history: Buffer;
  /** Of the hashes by which tags are found. */
  tag: Buffer;
  /** Of the hashes by which saved views are found. */
  savedView: Buffer;
  /** Of what is kept of recovery codes. */
  recoveryCode: Buffer;
};

/** One key for each use, so that none can stand in for another. */
export type Keys = SecretKeys & PassingKeys & LastingKeys;

/** Derives keys from the desk's secret: HKDF with SHA-256, RFC 5869. */
export function deriveSecretKeys(secret: Buffer): SecretKeys {
  return {
    masters: deriveKey(secret, 'seal'),
    fingerprint: deriveKey(secret, 'fingerprint').toString('hex'),
  };
}

/** From a master. What a version before 0.3 gave out is known by the secret key, from which it followed then. */
export function derivePassingKeys(master: Buffer, secret: Buffer): PassingKeys {
  const ringFor = (use: string): KeyRing => [deriveKey(master, use), deriveKey(secret, use)];
  return {
    cookie: ringFor('cookie'),
    stamp: ringFor('stamp'),
    writerMark: ringFor('writer mark'),
    searchMark: ringFor('search mark'),
  };
}

/** From the master of all that lasts; until there was one, from the desk's secret. */
export function deriveLastingKeys(master: Buffer): LastingKeys {
  return {
    receipt: deriveKey(master, 'receipt'),
    receiptHash: deriveKey(master, 'receipt hash'),
    draft: deriveKey(master, 'draft'),
    knownBrowser: deriveKey(master, 'known browser'),
    knownPlace: deriveKey(master, 'known place'),
    invitation: deriveKey(master, 'invitation'),
    history: deriveKey(master, 'history'),
    tag: deriveKey(master, 'tag'),
    savedView: deriveKey(master, 'saved view'),
    recoveryCode: deriveKey(master, 'recovery code'),
  };
}

const deriveKey = (from: Buffer, use: string) => Buffer.from(hkdfSync('sha256', from, 'jebo', use, 32));
