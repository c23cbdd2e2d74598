import { fileTypeFromStream } from 'file-type';
import { isPicture } from '../made-types.ts';
import { inspectMedia, isMedia } from './media.ts';
import type { Asked, Parent } from './parent.ts';
import { inspectPicture } from './picture.ts';

const STEP = 16 * 1024;
/** What tells a file's type stands in its first bytes, or behind the cover of an album. */
const MOST = 2 * 1024 * 1024;

/**
 * Inspects one file, and sends each fact as soon as it is found: the next step may end this process.
 * Gives whether the file is broken.
 */
export async function inspect(parent: Parent, { size, claimedType, decode }: Asked): Promise<boolean> {
  const type = await detectType(parent, size);
  const isLeftOut = !decode && (isPicture(type ?? '') || isMedia(type ?? ''));
  parent.send({ is: 'facts', type, details: {}, shortfall: isLeftOut ? 'no time' : null });
  if (isLeftOut) return false;
  // By its content, or else by its sender's word.
  const kind = type ?? claimedType.toLowerCase();
  const isDecodable = isPicture(kind) || isMedia(kind);
  const wasDecoded = type !== null && (await succeeds(decoderFor(parent, type, size)));
  return isDecodable && !wasDecoded;
}

/** Resolves to false where nothing could be made of it. */
function decoderFor(parent: Parent, type: string, size: number): () => Promise<boolean> {
  if (isPicture(type)) return () => inspectPicture(parent, type, size);
  if (isMedia(type)) return () => inspectMedia(parent, type, size);
  return async () => true;
}

/** Decoders throw whatever they like at what is broken. */
const succeeds = (decode: () => Promise<boolean>) => decode().catch(() => false);

/** By its content, such as `image/jpeg`; null where that is unknown. The name and the claim count for nothing. */
async function detectType(parent: Parent, size: number): Promise<string | null> {
  const found = await fileTypeFromStream(beginningOf(parent, size)).catch(() => undefined);
  return found?.mime.split(';', 1)[0] ?? null;
}

function beginningOf(parent: Parent, size: number): ReadableStream<Uint8Array> {
  const end = Math.min(size, MOST);
  let at = 0;
  const source: UnderlyingDefaultSource<Uint8Array> = {
    async pull(controller) {
      const some = at < end ? await parent.read(at, Math.min(STEP, end - at)) : null;
      if (some === null || some.length === 0) return controller.close();
      at += some.length;
      controller.enqueue(some);
    },
  };
  // Nothing is read ahead: one question at a time goes to the parent.
  return new ReadableStream(source, { highWaterMark: 0 });
}
