import { Encrypter } from 'age-encryption';
import { BackupFault } from './fault.ts';
import { toWebStream } from './web-stream.ts';

// The age format, version 1 (https://age-encryption.org/v1). Each 64 KiB are sealed by themselves, and the last ones as the
// last: a byte that was changed is found where it stands, and an end that is missing is missed.

/** Who may open a backup: whoever has a private key to one of these public keys, or whoever knows the passphrase. */
export type Lock = { to: readonly string[] } | { passphrase: string };

/** @throws {BackupFault} when a public key is none. */
export async function encrypt(lock: Lock, bytes: AsyncIterable<unknown>): Promise<AsyncIterable<Uint8Array>> {
  return encrypterFor(lock).encrypt(toWebStream(bytes));
}

export function encrypterFor(lock: Lock): Encrypter {
  const encrypter = new Encrypter();
  if ('passphrase' in lock) encrypter.setPassphrase(lock.passphrase);
  else for (const [index, key] of lock.to.entries()) addPublicKey(encrypter, key, index);
  return encrypter;
}

function addPublicKey(encrypter: Encrypter, key: string, index: number) {
  try {
    encrypter.addRecipient(key);
  } catch {
    // It is not repeated: a private key, given by mistake, would stand on the screen and in a log.
    throw new BackupFault(`Public key ${index + 1} is none of age's: it begins with age1 and must be whole.`);
  }
}
