import { randomBytes } from 'node:crypto';
import type { Config } from '../../src/config/config.ts';
import { deriveLastingKeys, derivePassingKeys, deriveSecretKeys, type Keys } from '../../src/crypto/keys.ts';
import type { Masters } from '../../src/crypto/masters.ts';
import { loadSecretKey } from '../../src/crypto/secret-key.ts';
import type { Database } from '../../src/db/database.ts';
import { openMasters } from '../../src/db/seal-keys.ts';

/** The keys of a desk that keeps none of them. */
export function makeKeys(): { keys: Keys; masters: Masters } {
  const secret = randomBytes(32);
  const lasting = deriveLastingKeys(randomBytes(32));
  const current = { id: 1, key: randomBytes(32) };
  return {
    keys: { ...deriveSecretKeys(secret), ...derivePassingKeys(current.key, secret), ...lasting },
    masters: { current, find: id => (id === current.id ? current.key : null), lasting },
  };
}

/** The keys of a desk that keeps them in its database, as whoever backs it up finds them. */
export async function makeKeptKeys(
  database: Database,
  { secretKey, dataDir }: Pick<Config, 'secretKey' | 'dataDir'>,
): Promise<{ keys: Keys; masters: Masters }> {
  const secret = await loadSecretKey(secretKey?.key ?? null, dataDir);
  const ofSecret = deriveSecretKeys(secret);
  const masters = await openMasters(database, { secret, keys: ofSecret, now: 0 });
  const passing = derivePassingKeys(masters.current.key, secret);
  return { keys: { ...ofSecret, ...passing, ...masters.lasting }, masters };
}
