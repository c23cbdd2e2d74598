import type { StoredFile } from '../store.ts';
import type { Bucket } from './bucket.ts';
import { idOfTail, idOfWhole, keys } from './object-keys.ts';
import type { Found, PartLedger } from './part-ledger.ts';

type Places = { bucket: Bucket; ledger: PartLedger };

/** Whole or incoming, it is gone. */
export async function removeFile({ bucket, ledger }: Places, id: string): Promise<void> {
  const key = keys.whole(id);
  await bucket.remove(key);
  const begun = await ledger.find(id);
  // What a crash has left before it was noted.
  for await (const { uploadId } of bucket.multipart.list(key))
    if (uploadId !== begun?.uploadId) await bucket.multipart.abort(key, uploadId);
  for await (const tail of bucket.list(keys.tails(id)))
    if (tail.key !== begun?.tail?.key) await bucket.remove(tail.key);
  if (begun !== null) await removeBegun({ bucket, ledger }, id, begun);
}

/**
 * What the ledger knows of it and nothing else: who sleeps on the way removes nothing of one that has begun the file anew
 * meanwhile. The ledger is the last to go, so that what S3 did not remove is known until it has.
 */
export async function removeBegun(
  { bucket, ledger }: Places,
  id: string,
  { writer, uploadId, tail }: Found,
): Promise<void> {
  if (uploadId !== null) await bucket.multipart.abort(keys.whole(id), uploadId);
  if (tail !== null) await bucket.remove(tail.key);
  await ledger.forget({ file: id, writer });
}

/** `here`: ids of those that this process alone knows. */
export async function* listFiles(
  { bucket, ledger }: Places,
  here: readonly string[],
): AsyncGenerator<StoredFile> {
  const incoming = new Map<string, number>();
  for (const { file, at } of await ledger.all()) incoming.set(file, at);
  const strays = new Map<string, number>();
  const note = (id: string | null, writtenAt: number) => {
    if (id !== null && !incoming.has(id) && !strays.has(id)) strays.set(id, writtenAt);
  };
  for await (const { key, writtenAt } of bucket.multipart.list(keys.allWhole))
    note(idOfWhole(key), writtenAt);
  for await (const { key, writtenAt } of bucket.list(keys.allTails)) note(idOfTail(key), writtenAt);
  for (const [id, writtenAt] of strays) {
    // An upload whose answer was lost, and was begun once more, may stand beside the whole file, which would be swept with it.
    if ((await bucket.sizeOf(keys.whole(id))) === null) incoming.set(id, writtenAt);
  }
  for (const id of here) if (!incoming.has(id)) incoming.set(id, Date.now());
  for (const [id, writtenAt] of incoming) yield { id, isWhole: false, writtenAt };

  for await (const { key, writtenAt } of bucket.list(keys.allWhole)) {
    const id = idOfWhole(key);
    if (id !== null) yield { id, isWhole: true, writtenAt };
  }
}
