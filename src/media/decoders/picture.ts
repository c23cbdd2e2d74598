import sharp, { type Metadata, type Sharp } from 'sharp';
import type { Details, Shortfall } from '../details.ts';
import { THUMBNAIL_TYPE } from '../inspection.ts';
import { copyTypeOf, type MadeType } from '../made-types.ts';
import { readExif } from './exif.ts';
import { decodeHeic, MOST_HEIC } from './heic.ts';
import type { Parent } from './parent.ts';
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
/**
 * Pixels that any picture may have, which are a phone's usual most, and those for each of its bytes beyond. A photograph has
 * up to 40; what has hundreds is an even surface, which takes the longest for the least.
 */
const MOST_OF_ANY = 50_000_000;
const MOST_FOR_A_BYTE = 200;
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

/** Reports what the picture tells and keeps a thumbnail and a copy. Rejects when it is broken. */
export async function inspectPicture(parent: Parent, type: string, size: number): Promise<boolean> {
  const report = createReport(parent, type);
  if (size > MOST_BYTES) {
    report({}, 'too large');
    return true;
  }
  const bytes = await parent.read(0, size);
  report(readExif(bytes));
  const found = await sharp(bytes, { limitInputPixels: false }).metadata();
  const { width, height } = uprightSize(found);
  if (width * height > mostPixels(found, size)) {
    report(plausibleSize(width, height), 'too large');
    return true;
  }

  const source = await openPicture(bytes, found);
  const copying = copyingOf(source);
  const pages = copying === 'moving' ? 1 : countPictures(type, bytes, found);
  const seen = plausibleSize(source.size.width, source.size.height);
  report({ ...seen, ...(pages > 1 && { pages }) }, SHORTFALLS[copying]);
  // Kept before the copy is begun, which may be too much for this process.
  await parent.keep('thumbnail', THUMBNAIL_TYPE, await makeThumbnail(source));
  const copyType = copyTypeOf(type) ?? 'image/jpeg';
  if (copying !== 'none') await parent.keep('copy', copyType, await makeCopy(source, copying, copyType));
  return true;
}

/** Sends each fact together with those before it. */
function createReport(parent: Parent, type: string) {
  let details: Details = {};
  return (more: Details, shortfall: Shortfall | null = null) => {
    details = { ...details, ...more };
    parent.send({ is: 'facts', type, details, shortfall });
  };
}

const mostPixels = (found: Metadata, size: number) =>
  Math.min(isHeic(found) ? MOST_HEIC : MOST_SHOWN, Math.max(MOST_OF_ANY, MOST_FOR_A_BYTE * size));

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
  const pixels = await pixelsAlone(picture, isMoving ? size.height : null);
  // A third smaller for photographs, which is what PNG is not made for.
  if (type === 'image/png') return pixels.png({ adaptiveFiltering: true }).toBuffer();
  const { delay, loop } = found;
  const pace = isMoving ? { ...(delay && { delay }), ...(loop !== undefined && { loop }) } : {};
  if (type === 'image/gif') return pixels.gif(pace).toBuffer();
  // The least effort for what moves: more would take four times as long.
  return pixels.webp({ ...pace, quality: 90, ...(isMoving && { effort: 0 }) }).toBuffer();
}

/** How many pictures a file holds: pages, frames or shots. */
const countPictures = (type: string, bytes: Buffer, { pages = 1 }: Metadata): number =>
  type === 'image/apng' ? framesOfPng(bytes) : pages;

/** The decoder knows none but the first. How many there are stands before the first one's pixels (PNG 3, 11.3.6.1, `acTL`). */
function framesOfPng(bytes: Buffer): number {
  const at = bytes.subarray(0, bytes.indexOf('IDAT')).indexOf('acTL');
  return at < 0 || at + 8 > bytes.length ? 1 : bytes.readUInt32BE(at + 4);
}

/**
 * The picture made anew of what can be seen of it: nothing that stood beside its pixels comes along, not even its density, and
 * no colour that lies under full transparency, where a part that was blotted out may still be read. `frameHeight` is for
 * what moves, whose frames stand one below the other.
 */
async function pixelsAlone(picture: Sharp, frameHeight: number | null): Promise<Sharp> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (channels === 4) clearHidden(new Uint32Array(data.buffer, data.byteOffset, width * height));
  return sharp(data, {
    limitInputPixels: false,
    raw: { width, height, channels, ...(frameHeight !== null && { pageHeight: frameHeight }) },
  });
}

/** The byte of a pixel that says how opaque it is, wherever the machine puts a number's last byte. */
const [OPACITY = 0] = new Uint32Array(Uint8Array.of(0, 0, 0, 255).buffer);

function clearHidden(pixels: Uint32Array) {
  for (let at = 0; at < pixels.length; at++) if (((pixels[at] ?? 0) & OPACITY) === 0) pixels[at] = 0;
}
