import ExifReader from 'exifreader';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { openSandbox } from '../sandbox/sandbox-world.ts';
import { corpus, SECRET } from './metadata-corpus.ts';

const { inspect } = openSandbox();

/** What stands in a file beside its pixels, by the names that its format gives to its parts. */
function partsOf(bytes: Buffer): string[] {
  const kind = bytes.toString('latin1', 0, 4);
  if (kind === '\x89PNG') return chunksOf(bytes, 8, 'size first');
  if (kind === 'RIFF') return chunksOf(bytes, 12, 'name first');
  if (kind.startsWith('GIF')) return gifExtensions(bytes);
  return jpegMarkers(bytes);
}

function chunksOf(bytes: Buffer, begin: number, order: 'size first' | 'name first'): string[] {
  const parts: string[] = [];
  for (let at = begin; at < bytes.length; ) {
    const isPng = order === 'size first';
    const size = isPng ? bytes.readUInt32BE(at) + 4 : bytes.readUInt32LE(at + 4);
    parts.push(bytes.toString('latin1', at + (isPng ? 4 : 0), at + (isPng ? 8 : 4)).trim());
    at += 8 + size + (isPng ? 0 : size % 2);
  }
  return parts;
}

/** Up to the scan: behind it come the pixels, and the end. */
function jpegMarkers(bytes: Buffer): string[] {
  const parts: string[] = [];
  for (let at = 2; bytes.readUInt8(at + 1) !== 0xda; at += 2 + bytes.readUInt16BE(at + 2))
    parts.push(bytes.readUInt8(at + 1).toString(16));
  return parts;
}

const gifExtensions = (bytes: Buffer) =>
  [...bytes.toString('latin1').matchAll(/!(?:\xfe|\xff.(.{11}))/gs)].map(
    ([, program = 'comment']) => program,
  );

const MAY_STAND: Readonly<Record<string, ReadonlySet<string>>> = {
  jpeg: new Set(['e0', 'db', 'c0', 'c2', 'c4', 'dd']),
  png: new Set(['IHDR', 'PLTE', 'tRNS', 'pHYs', 'IDAT', 'IEND']),
  webp: new Set(['VP8X', 'VP8', 'VP8L', 'ALPH', 'ANIM', 'ANMF']),
  gif: new Set(['NETSCAPE2.0']),
};

describe.each(Object.entries(corpus))('of a picture that is %s', (type, make) => {
  it('nothing but the pixels is in the copy and the thumbnail', async () => {
    const original = await make();
    // Or there would be nothing to lose.
    expect(original.includes(SECRET)).toBe(true);
    if (type !== 'image/gif') {
      const { exif, xmp, icc } = await sharp(original).metadata();
      expect([type !== 'image/tiff' && exif === undefined, xmp === undefined, icc === undefined]).toEqual(
        Array(3).fill(false),
      );
    }

    const { copy, thumbnail, details } = await inspect(original, 'image/jpeg');

    expect(details.place === undefined).toBe(/gif|tiff/.test(type));
    for (const made of [copy, thumbnail]) {
      if (made === undefined) throw new Error('nothing was made');
      expect(made.bytes.includes(SECRET)).toBe(false);
      const { format, density = 72, ...found } = await sharp(made.bytes).metadata();
      expect([found.exif, found.xmp, found.iptc, found.icc, found.comments]).toEqual(
        Array(5).fill(undefined),
      );
      expect(density).toBe(72);
      expect(partsOf(made.bytes).filter(part => !MAY_STAND[format]?.has(part))).toEqual([]);
      const tags = ExifReader.load(made.bytes, { expanded: true });
      expect([tags.exif, tags.gps, tags.xmp, tags.iptc, tags.icc, tags.Thumbnail]).toEqual(
        Array(6).fill(undefined),
      );
    }
  });
});

it('The corpus holds what it should hold', async () => {
  const parts = await Promise.all(
    ['jpeg', 'png', 'gif'].map(async kind => partsOf((await corpus[`image/${kind}`]?.()) ?? Buffer.of())),
  );
  expect(parts[0]).toEqual(expect.arrayContaining(['fe', 'ed', 'e1', 'e2', 'e9']));
  expect(parts[1]).toEqual(
    expect.arrayContaining(['tEXt', 'zTXt', 'iTXt', 'tIME', 'prVt', 'eXIf', 'iCCP', 'pHYs']),
  );
  expect(parts[2]).toEqual(expect.arrayContaining(['comment', 'XMP DataXMP']));
  const jpeg = (await corpus['image/jpeg']?.()) ?? Buffer.of();
  const { gps, xmp, iptc } = ExifReader.load(jpeg, { expanded: true });
  expect([xmp, iptc].map(one => one !== undefined)).toEqual([true, true]);
  expect(gps === undefined).toBe(false);
});
