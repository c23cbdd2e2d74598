import { Decrypter, Encrypter } from 'age-encryption';
import { BackupError } from '../backup-error.ts';

// The age format, version 1 (https://age-encryption.org/v1). Each 64 KiB are sealed by themselves, and the last ones as the
// last: a byte that was changed is found where it stands, and an end that is missing is missed.

/** Who may open a backup: whoever has a private key to one of these public keys, or whoever knows the passphrase. */
export type Lock = { to: readonly string[] } | { passphrase: string };

/** @throws {BackupError} when a public key is none. */
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
    throw new BackupError(`Public key ${index + 1} is none of age's: it begins with age1 and must be whole.`);
  }
}

/** `keys`: private keys. The passphrase is asked for only where the backup was made with one. */
export type Unlock = { keys: readonly string[] } | { askPassphrase: () => Promise<string> };

/**
 * The private keys in the text of a key file, as age-keygen writes it.
 * @throws {BackupError} when there is none, or a line is none.
 */
export function readKeyFile(text: string): string[] {
  const lines = text.split('\n').map((line, index) => ({ line: line.trim(), number: index + 1 }));
  const keys = lines.filter(({ line }) => line !== '' && !line.startsWith('#'));
  if (keys.length === 0) throw new BackupError('There is no private key in the key file.');
  for (const { line, number } of keys) {
    try {
      new Decrypter().addIdentity(line);
    } catch {
      throw new BackupError(
        `Line ${number} of the key file is no private key of age: it begins with AGE-SECRET-KEY- and must be whole.`,
      );
    }
  }
  return keys.map(({ line }) => line);
}

const FIRST_LINE = 'age-encryption.org/v1\n';
/** A passphrase's stanza is the only one where there is one. */
const BY_PASSPHRASE = `${FIRST_LINE}-> scrypt `;

/**
 * What was encrypted.
 * @throws {BackupError} when it is no age file, or this does not open it; so does reading on, where it was changed or cut off.
 */
export async function decrypt(
  bytes: AsyncIterable<Uint8Array>,
  unlock: Unlock,
): Promise<AsyncIterable<Uint8Array>> {
  const source = await withHead(bytes, BY_PASSPHRASE.length);
  if (!source.head.startsWith(FIRST_LINE))
    throw new BackupError('This is no backup of Jebo: it is not in the age format.');
  const isByPassphrase = source.head === BY_PASSPHRASE;
  const decrypter = await decrypterFor(unlock, isByPassphrase);
  const decrypted = await decrypter.decrypt(toWebStream(source.all())).catch((error: unknown) => {
    throw source.failure() ?? whyNotOpened(error, 'keys' in unlock, isByPassphrase);
  });
  return tellingWhere(decrypted, source);
}

async function decrypterFor(unlock: Unlock, isByPassphrase: boolean): Promise<Decrypter> {
  const decrypter = new Decrypter();
  if ('keys' in unlock) for (const key of unlock.keys) decrypter.addIdentity(key);
  else if (isByPassphrase) decrypter.addPassphrase(await unlock.askPassphrase());
  else throw new BackupError('This backup was made for a public key: name the file of the private key.');
  return decrypter;
}

function whyNotOpened(error: unknown, isByKeys: boolean, isByPassphrase: boolean): BackupError {
  // The library tells it by its words alone.
  const hasNoMatch = error instanceof Error && error.message.startsWith('no identity matched');
  if (!hasNoMatch) return new BackupError('The beginning of the backup is damaged.', { cause: error });
  if (!isByKeys) return new BackupError('The passphrase is wrong.');
  if (isByPassphrase)
    return new BackupError('This backup was made with a passphrase, which no key replaces.');
  return new BackupError('This backup was made for another public key than that of the key file.');
}

type Source = {
  /** The first bytes, which are among all of them too. */
  head: string;
  all(): AsyncIterable<Uint8Array>;
  hasEnded(): boolean;
  /** Of the reading itself. */
  failure(): unknown;
};

async function withHead(bytes: AsyncIterable<Uint8Array>, length: number): Promise<Source> {
  const iterator = bytes[Symbol.asyncIterator]();
  let first = Buffer.alloc(0);
  let hasEnded = false;
  let failure: unknown;
  while (first.length < length && !hasEnded) {
    const next = await iterator.next();
    if (next.done) hasEnded = true;
    else first = Buffer.concat([first, next.value]);
  }
  async function* all() {
    yield first;
    try {
      for await (const chunk of { [Symbol.asyncIterator]: () => iterator }) yield chunk;
      hasEnded = true;
    } catch (error) {
      failure = error;
      throw error;
    }
  }
  return { head: first.toString('latin1', 0, length), all, hasEnded: () => hasEnded, failure: () => failure };
}

async function* tellingWhere(decrypted: AsyncIterable<Uint8Array>, source: Source) {
  try {
    yield* decrypted;
  } catch (error) {
    throw (
      source.failure() ??
      new BackupError(
        source.hasEnded()
          ? 'The backup is not whole: it was cut off, or its end was changed.'
          : 'The backup is damaged: some of its bytes were changed.',
        { cause: error },
      )
    );
  }
}

/** A stream as the web has them, which the library takes. Nothing is asked for ahead. */
function toWebStream(bytes: AsyncIterable<unknown>): ReadableStream<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await iterator.next();
        if (next.done) controller.close();
        else if (next.value instanceof Uint8Array) controller.enqueue(next.value);
        else throw new TypeError('a backup is made of bytes');
      },
      async cancel(reason) {
        await iterator.return?.(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
