import sharp, { type Metadata, type Sharp } from 'sharp';
import { THUMBNAIL_TYPE } from '../inspection.ts';
import { copyTypeOf } from '../made-types.ts';
import type { Desk } from './desk.ts';
import { readExif } from './exif.ts';
import { decodeHeic } from './heic.ts';
import { plausibleSize } from './plausible.ts';

// One picture after another, and none of them twice: a cache and more threads would only cost memory.
sharp.cache(false);
sharp.concurrency(1);
// Of all that the decoder knows, only what is called a picture here. SVG, which may name other files, is none.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Nsgif', 'Webp', 'Tiff', 'Heif'].map(kind => `VipsForeignLoad${kind}Buffer`),
});

/** A longer side of a thumbnail, in pixels. */
const THUMBNAIL = 480;
/** Larger ones are kept and not looked at, in bytes. */
const MOST = 200 * 1024 * 1024;
/** Pixels of all frames together; of a longer animation only the first frame is kept. */
const MOST_MOVING = 100_000_000;

type Source = {
  open: (everyFrame: boolean) => Sharp;
  size: { width: number; height: number };
  moves: boolean;
};

/** Tells what the picture says and keeps a thumbnail and a copy. Rejects when it is broken. */
export async function developPicture(desk: Desk, type: string, size: number): Promise<boolean> {
  if (size > MOST) return true;
  const bytes = await desk.read(0, size);
  const told = readExif(bytes);
  desk.say({ is: 'learnt', type, details: told });
  const source = await openPicture(bytes);
  desk.say({
    is: 'learnt',
    type,
    details: { ...told, ...plausibleSize(source.size.width, source.size.height) },
  });

  const thumbnail = await makeThumbnail(source);
  const copyType = copyTypeOf(type) ?? 'image/jpeg';
  const copy = await makeCopy(source, copyType);
  await desk.keep('thumbnail', THUMBNAIL_TYPE, thumbnail);
  await desk.keep('copy', copyType, copy);
  return true;
}

async function openPicture(bytes: Buffer): Promise<Source> {
  const found = await sharp(bytes).metadata();
  if (found.compression === 'hevc') {
    const { picture, ...size } = await decodeHeic(bytes, found);
    return { open: () => open(picture), size, moves: false };
  }
  return { open: everyFrame => open(bytes, everyFrame), size: uprightSize(found), moves: moves(found) };
}

/** A warning is about what a camera wrote beside the picture; an error, or an end too soon, is about the picture. */
const open = (bytes: Buffer, animated = false) => sharp(bytes, { failOn: 'error', animated });

const uprightSize = ({ autoOrient, pages, pageHeight }: Metadata) =>
  pages !== undefined && pageHeight !== undefined
    ? { width: autoOrient.width, height: pageHeight }
    : autoOrient;

const moves = ({ format, pages = 1, width, height, pageHeight = height }: Metadata) =>
  (format === 'gif' || format === 'webp') && pages > 1 && width * pageHeight * pages <= MOST_MOVING;

const makeThumbnail = ({ open }: Source): Promise<Buffer> =>
  open(false)
    .autoOrient()
    .resize(THUMBNAIL, THUMBNAIL, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 75 })
    .toBuffer();

/** As the pixels are, in sRGB, and nothing else: what is not asked for is not written. */
function makeCopy({ open, moves }: Source, type: string): Promise<Buffer> {
  // A frame of an animation stands as it was drawn; it cannot be turned, and no program writes it lying.
  const picture = moves ? open(true) : open(false).autoOrient();
  // A third smaller for photographs, which is what PNG is not made for.
  if (type === 'image/png') return picture.png({ adaptiveFiltering: true }).toBuffer();
  if (type === 'image/gif') return picture.gif().toBuffer();
  if (type === 'image/webp') return picture.webp({ quality: 90 }).toBuffer();
  return picture.flatten({ background: 'white' }).jpeg({ quality: 90 }).toBuffer();
}
