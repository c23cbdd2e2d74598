import { isPicture } from '../made-types.ts';
import type { Desk } from './desk.ts';
import { isMedia, readMedia } from './media.ts';
import { developPicture } from './picture.ts';
import { tellType } from './tell-type.ts';

/**
 * Finds out about one file, and tells what it learns as it learns it: the next step may end this process.
 * Gives whether the file is broken.
 */
export async function develop(
  desk: Desk,
  { size, claimedType }: { size: number; claimedType: string },
): Promise<boolean> {
  const type = await tellType(desk, size);
  desk.say({ is: 'learnt', type, details: {}, shortfall: null });
  // What it says that it is: by its content, or else by its sender's word.
  const said = type ?? claimedType.toLowerCase();
  const isKnown = isPicture(said) || isMedia(said);
  const isRight = type !== null && (await tryTo(work(desk, type, size)));
  return isKnown && !isRight;
}

/** Gives false where nothing could be made of it. */
function work(desk: Desk, type: string, size: number): () => Promise<boolean> {
  if (isPicture(type)) return () => developPicture(desk, type, size);
  if (isMedia(type)) return () => readMedia(desk, type, size);
  return async () => true;
}

/** Decoders throw whatever they like at what is broken. */
const tryTo = (doing: () => Promise<boolean>) => doing().catch(() => false);
