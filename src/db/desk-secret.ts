import { loadSecretKey, readSecretKey } from '../crypto/secret-key.ts';
import type { Query } from './database.ts';
import { KEY_FINGERPRINT, readFact, WrongKey } from './desk-facts.ts';

/**
 * The desk's secret key: the given one, or the one in the data folder, which a new desk makes. A desk that is there already
 * was made under a key, and where that is missing no other is put in its place.
 * @throws {WrongKey}, and as `loadSecretKey`
 */
export async function loadDeskSecret(
  query: Query,
  { given, dataDir }: { given: Buffer | null; dataDir: string },
): Promise<Buffer> {
  if (given === null && (await readSecretKey(dataDir)) === null) {
    if ((await readFact(query, KEY_FINGERPRINT)) !== null) throw new WrongKey();
  }
  return loadSecretKey(given, dataDir);
}
