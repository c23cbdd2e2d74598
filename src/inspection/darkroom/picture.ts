import sharp, { type Metadata, type Sharp } from 'sharp';
import { type Details, type Shortfall, THUMBNAIL_TYPE } from '../inspection.ts';
import { copyTypeOf, type MadeType } from '../made-types.ts';
import { barePixels } from './bare-pixels.ts';
import type { Desk } from './desk.ts';
import { readExif } from './exif.ts';
import { decodeHeic, MOST_HEIC } from './heic.ts';
import { countPictures } from './pages.ts';
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
const MOST_BYTES = 200 * 1024 * 1024;
/** Pixels that are looked at, and those that a copy may have: a phone's largest two, 200 and 108 megapixels. */
const MOST_SHOWN = 268_000_000;
const MOST_COPIED = 110_000_000;
/** Pixels of all frames together, and frames: to write a GIF costs a second for three megapixels. Beyond, only the first is copied. */
const MOST_MOVING = 20_000_000;
const MOST_FRAMES = 300;

type Source = {
  found: Metadata;
  open: (everyFrame: boolean) => Sharp;
  size: { width: number; height: number };
};

/** `half`: of each side. */
type Copying = 'moving' | 'still' | 'half' | 'none';

/** Tells what the picture says and keeps a thumbnail and a copy. Rejects when it is broken. */
export async function developPicture(desk: Desk, type: string, size: number): Promise<boolean> {
  const learn = createLearning(desk, type);
  if (size > MOST_BYTES) {
    learn({}, 'too large');
    return true;
  }
  const bytes = await desk.read(0, size);
  learn(readExif(bytes));
  const found = await sharp(bytes, { limitInputPixels: false }).metadata();
  const { width, height } = uprightSize(found);
  if (width * height > (isHeic(found) ? MOST_HEIC : MOST_SHOWN)) {
    learn(plausibleSize(width, height), 'too large');
    return true;
  }

  const source = await openPicture(bytes, found);
  const copying = copyingOf(source);
  const pages = copying === 'moving' ? 1 : countPictures(type, bytes, found);
  const seen = plausibleSize(source.size.width, source.size.height);
  learn({ ...seen, ...(pages > 1 && { pages }) }, SHORTFALLS[copying]);
  // Kept before the copy is begun, which may be too much for this process.
  await desk.keep('thumbnail', THUMBNAIL_TYPE, await makeThumbnail(source));
  const copyType = copyTypeOf(type) ?? 'image/jpeg';
  if (copying !== 'none') await desk.keep('copy', copyType, await makeCopy(source, copying, copyType));
  return true;
}

/** Tells each thing together with what was told before it. */
function createLearning(desk: Desk, type: string) {
  let details: Details = {};
  return (more: Details, shortfall: Shortfall | null = null) => {
    details = { ...details, ...more };
    desk.say({ is: 'learnt', type, details, shortfall });
  };
}

const SHORTFALLS = { moving: null, still: null, half: 'reduced', none: 'too large' } as const;

async function openPicture(bytes: Buffer, found: Metadata): Promise<Source> {
  if (isHeic(found)) {
    const { picture, ...size } = await decodeHeic(bytes, found);
    return { found, open: () => open(picture), size };
  }
  return { found, open: everyFrame => open(bytes, everyFrame), size: uprightSize(found) };
}

const isHeic = ({ compression }: Metadata) => compression === 'hevc';

/** A warning is about what a camera wrote beside the picture; an error, or an end too soon, is about the picture. */
const open = (bytes: Buffer, animated = false) => sharp(bytes, { failOn: 'error', animated });

const uprightSize = ({ autoOrient, pages, pageHeight }: Metadata) =>
  pages !== undefined && pageHeight !== undefined
    ? { width: autoOrient.width, height: pageHeight }
    : { width: autoOrient.width, height: autoOrient.height };

function copyingOf({ found: { format, pages = 1 }, size }: Source): Copying {
  const pixels = size.width * size.height;
  const isMoving = (format === 'gif' || format === 'webp') && pages > 1;
  if (isMoving && pages <= MOST_FRAMES && pixels * pages <= MOST_MOVING) return 'moving';
  if (pixels <= MOST_COPIED) return 'still';
  // Only of JPEG a half is decoded in a fraction of the memory.
  return format === 'jpeg' ? 'half' : 'none';
}

const makeThumbnail = ({ open }: Source): Promise<Buffer> =>
  open(false)
    .autoOrient()
    .resize(THUMBNAIL, THUMBNAIL, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 75 })
    .toBuffer();

/** As the pixels are, in sRGB, and nothing else: what is not asked for is not written. */
async function makeCopy({ open, found, size }: Source, copying: Copying, type: MadeType): Promise<Buffer> {
  const isMoving = copying === 'moving';
  // A frame of an animation stands as it was drawn; it cannot be turned, and no program writes it lying.
  const picture = isMoving ? open(true) : open(false).autoOrient();
  if (type === 'image/jpeg') {
    if (copying === 'half') picture.resize(Math.floor(size.width / 2));
    return picture.flatten({ background: 'white' }).jpeg({ quality: 90 }).toBuffer();
  }
  const bare = await barePixels(picture, isMoving ? size.height : null);
  // A third smaller for photographs, which is what PNG is not made for.
  if (type === 'image/png') return bare.png({ adaptiveFiltering: true }).toBuffer();
  const { delay, loop } = found;
  const pace = isMoving ? { ...(delay && { delay }), ...(loop !== undefined && { loop }) } : {};
  if (type === 'image/gif') return bare.gif(pace).toBuffer();
  // The least effort for what moves: more would take four times as long.
  return bare.webp({ ...pace, quality: 90, ...(isMoving && { effort: 0 }) }).toBuffer();
}
