import { pipeline } from 'node:stream/promises';
import { type Extract, extract } from 'tar-stream';
import { BackupError } from '../backup-error.ts';
import { ENTRY_NAME } from './format.ts';

type TarEntry = Extract extends AsyncIterable<infer Source> ? Source : never;

export type TarEntries = {
  /** The entry that comes next, without taking it; null after the last. */
  next(): Promise<{ name: string; size: number } | null>;
  /** The bytes of the entry that comes next; they must be read to their end before another is asked for. */
  take(): AsyncIterable<Uint8Array>;
  /** Nothing more is read. */
  close(): void;
};

/** The entries of a tar, one after another. After the last one all of `bytes` has been read, to its very end. */
export function tarEntries(bytes: AsyncIterable<Uint8Array>): TarEntries {
  const tar = extract();
  const iterator = tar[Symbol.asyncIterator]();
  const flowing = pipeline(bytes, tar).then(
    () => null,
    (error: unknown) => error,
  );
  let ahead: { entry: TarEntry | null } | null = null;

  /** Not the words of the tar's reader, which says that its source has failed, but why it has. */
  const reason = async (error: unknown) => {
    const found = (await flowing) ?? error;
    return found instanceof BackupError ? found : new BackupError(notOurs, { cause: found });
  };
  const look = async () => {
    const found = await iterator.next().catch(async error => {
      throw await reason(error);
    });
    if (!found.done) return { entry: found.value };
    const error = await flowing;
    if (error !== null) throw await reason(error);
    return { entry: null };
  };
  const peek = async () => {
    ahead ??= await look();
    return ahead.entry;
  };
  return {
    async next() {
      const entry = await peek();
      if (entry === null) return null;
      const { name, size = 0, type } = entry.header;
      if (type !== 'file' || !ENTRY_NAME.test(name)) throw new BackupError(notOurs);
      return { name, size };
    },
    async *take() {
      const entry = await peek();
      ahead = null;
      if (entry === null) return;
      try {
        for await (const chunk of entry) if (chunk instanceof Uint8Array) yield chunk;
      } catch (error) {
        throw await reason(error);
      }
    },
    close: () => void tar.destroy(),
  };
}

const notOurs = 'This is no backup of Jebo: what was encrypted is not what a backup holds.';
