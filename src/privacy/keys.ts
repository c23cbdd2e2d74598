import { hkdfSync } from 'node:crypto';

/** One key for each use, so that none can stand in for another. */
export type Keys = {
  receipt: Buffer;
  receiptHash: Buffer;
  cookie: Buffer;
  stamp: Buffer;
  /** Tells one secret key from another and gives nothing of it away. Hex. */
  fingerprint: string;
};

/** Derives the keys from the desk's secret: HKDF with SHA-256, RFC 5869. */
export function deriveKeys(secret: Buffer): Keys {
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', secret, 'jebo', use, 32));
  return {
    receipt: derive('receipt'),
    receiptHash: derive('receipt hash'),
    cookie: derive('cookie'),
    stamp: derive('stamp'),
    fingerprint: derive('fingerprint').toString('hex'),
  };
}
