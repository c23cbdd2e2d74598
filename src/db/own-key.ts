import type { Database } from './database.ts';
import { KEY_FINGERPRINT, keepFact } from './desk-facts.ts';

/** The desk was made under another secret key. */
export class WrongKey extends Error {
  override name = 'WrongKey';
}

/**
 * With another key no receipt would find its tip, and every promise made under the old one would be broken unseen.
 * @throws {WrongKey}
 */
export async function refuseAnotherKey(database: Database, fingerprint: string): Promise<void> {
  const kept = await keepFact(database, KEY_FINGERPRINT, fingerprint);
  if (kept !== fingerprint)
    throw new WrongKey(
      'This database was made under another SECRET_KEY. Start with that key, or with its secret.key in DATA_DIR.',
    );
}
