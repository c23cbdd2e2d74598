import { deriveKeys } from '../privacy/keys.ts';
import { readSecretKey } from '../privacy/secret-key.ts';
import { BackupFault } from './fault.ts';
import type { About } from './format.ts';
import type { Place } from './place.ts';

const fingerprintOf = (key: Buffer) => deriveKeys(key).fingerprint;

/**
 * The key that is put into the backup: that of DATA_DIR. Null where it comes from SECRET_KEY, which is kept elsewhere.
 * @throws {BackupFault} when the desk's key is not at hand: what is restored without it is a desk that does not start.
 */
export async function keyForBackup(place: Place, fingerprint: string | null): Promise<Buffer | null> {
  const inFolder = place.secretKey === null ? await readSecretKey(place.dataDir) : null;
  const key = place.secretKey ?? inFolder;
  if (fingerprint === null) return inFolder;
  if (key === null)
    throw new BackupFault(
      'The secret key of this desk is not here: set SECRET_KEY, or put secret.key into DATA_DIR.',
    );
  if (fingerprintOf(key) !== fingerprint)
    throw new BackupFault('The secret key that is set is not the one of this desk.');
  return inFolder;
}

/** `kept`: it was inside, and goes into DATA_DIR. `set`: it is here already. `missing`: the desk will not start before it is here. */
export type RestoredKey = { is: 'set' } | { is: 'missing' } | { is: 'kept'; key: Buffer };

/** @throws {BackupFault} when another key is here than the desk of the backup has. `isHalf`: a restore was broken off here. */
export async function keyForRestore(
  place: Place,
  { about, secretKey }: { about: About; secretKey: Buffer | null },
  isHalf: boolean,
): Promise<RestoredKey> {
  const inFolder = isHalf ? null : await readSecretKey(place.dataDir);
  const here = place.secretKey ?? inFolder;
  if (here !== null && about.keyFingerprint !== null && fingerprintOf(here) !== about.keyFingerprint) {
    const which = place.secretKey === null ? 'secret.key in DATA_DIR' : 'SECRET_KEY';
    throw new BackupFault(`${which} is another key than that of the backup.`);
  }
  if (here !== null) return { is: 'set' };
  return secretKey === null ? { is: 'missing' } : { is: 'kept', key: secretKey };
}
