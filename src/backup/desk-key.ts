import { randomBytes } from 'node:crypto';
import { deriveSecretKeys } from '../crypto/keys.ts';
import { readSecretKey } from '../crypto/secret-key.ts';
import { KEY_FINGERPRINT, readFact, WrongKey } from '../db/desk-facts.ts';
import { type KeptMaster, mastersOfBefore, openAllMasters, readSealKeys } from '../db/seal-keys.ts';
import type { Snapshot } from '../db/snapshot.ts';
import type { Archive } from './archive/read-archive.ts';
import { BackupError } from './backup-error.ts';
import type { Place } from './place.ts';

const fingerprintOf = (key: Buffer) => deriveSecretKeys(key).fingerprint;

/**
 * The masters of a desk, which go into its backup instead of its secret key; null for one that was never started.
 * @throws {BackupError} when the key at hand does not open them: nobody could open what is restored.
 */
export async function mastersForBackup(
  place: Place,
  { asItWas, tables }: Pick<Snapshot, 'asItWas' | 'tables'>,
): Promise<KeptMaster[] | null> {
  const fingerprint = await readFact(asItWas, KEY_FINGERPRINT);
  if (fingerprint === null) return null;
  const key = place.secretKey?.key ?? (await readSecretKey(place.dataDir));
  if (key === null)
    throw new BackupError(
      'The secret key of this desk is not here: set SECRET_KEY, or put secret.key into DATA_DIR.',
    );
  const rows = tables.has('seal_keys') ? await readSealKeys(asItWas) : [];
  if (rows.length === 0 && fingerprintOf(key) === fingerprint) return mastersOfBefore(key);
  try {
    return openAllMasters(rows, deriveSecretKeys(key));
  } catch (error) {
    if (error instanceof WrongKey)
      throw new BackupError('The secret key that is set is not the one of this desk.');
    throw error;
  }
}

/**
 * `set`: it is here already. `made`: none is here, and one is made in DATA_DIR. Of older backups, which hold no masters, `kept`: it
 * was inside, and goes into DATA_DIR; `missing`: the desk will not start before it is here.
 */
export type RestoredKey = { is: 'set' | 'made' | 'kept'; key: Buffer } | { is: 'missing' };

/**
 * The key that a desk has where it is restored: any, where the backup holds the masters.
 * @throws {BackupError} when it does not, and another key is here than its desk has. `isHalf`: a restore was broken off here.
 */
export async function keyForRestore(
  place: Place,
  { about, secretKey, masters }: Pick<Archive, 'about' | 'secretKey' | 'masters'>,
  isHalf: boolean,
): Promise<RestoredKey> {
  const inFolder = isHalf ? null : await readSecretKey(place.dataDir);
  const here = place.secretKey?.key ?? inFolder;
  if (masters !== null)
    return here === null ? { is: 'made', key: randomBytes(32) } : { is: 'set', key: here };
  if (here !== null && about.keyFingerprint !== null && fingerprintOf(here) !== about.keyFingerprint) {
    const which = place.secretKey === null ? 'secret.key in DATA_DIR' : 'SECRET_KEY';
    throw new BackupError(
      `${which} is another key than that of the backup, which is an old one and opens with its own alone.`,
    );
  }
  if (here !== null) return { is: 'set', key: here };
  return secretKey === null ? { is: 'missing' } : { is: 'kept', key: secretKey };
}
