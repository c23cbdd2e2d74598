import { Decrypter } from 'age-encryption';
import { BackupFault } from './fault.ts';
import { toWebStream } from './web-stream.ts';

/** `keys`: private keys. The passphrase is asked for only where the backup was made with one. */
export type Unlock = { keys: readonly string[] } | { askPassphrase: () => Promise<string> };

const FIRST_LINE = 'age-encryption.org/v1\n';
/** A passphrase's stanza is the only one where there is one. */
const BY_PASSPHRASE = `${FIRST_LINE}-> scrypt `;

/**
 * What was encrypted.
 * @throws {BackupFault} when it is no age file, or this does not open it; so does reading on, where it was changed or cut off.
 */
export async function decrypt(
  bytes: AsyncIterable<Uint8Array>,
  unlock: Unlock,
): Promise<AsyncIterable<Uint8Array>> {
  const source = await withHead(bytes, BY_PASSPHRASE.length);
  if (!source.head.startsWith(FIRST_LINE))
    throw new BackupFault('This is no backup of Jebo: it is not in the age format.');
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
  else throw new BackupFault('This backup was made for a public key: name the file of the private key.');
  return decrypter;
}

function whyNotOpened(error: unknown, isByKeys: boolean, isByPassphrase: boolean): BackupFault {
  // The library tells it by its words alone.
  const hasNoMatch = error instanceof Error && error.message.startsWith('no identity matched');
  if (!hasNoMatch) return new BackupFault('The beginning of the backup is damaged.', { cause: error });
  if (!isByKeys) return new BackupFault('The passphrase is wrong.');
  if (isByPassphrase)
    return new BackupFault('This backup was made with a passphrase, which no key replaces.');
  return new BackupFault('This backup was made for another public key than that of the key file.');
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
      new BackupFault(
        source.hasEnded()
          ? 'The backup is not whole: it was cut off, or its end was changed.'
          : 'The backup is damaged: some of its bytes were changed.',
        { cause: error },
      )
    );
  }
}
