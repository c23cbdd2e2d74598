import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { openSandbox } from '../sandbox/sandbox-world.ts';
import { pngChunk } from './metadata-corpus.ts';

const { inspect } = openSandbox();

const flat = (width: number, height: number, background = '#c83c3c') =>
  sharp({ create: { width, height, channels: 3, background } });

const COLOURS = ['#c83c3c', '#2850b4', '#20a040'];
const pages = await Promise.all(COLOURS.map(colour => flat(64, 48, colour).png().toBuffer()));

describe('what lies under full transparency is in no copy', () => {
  /** The left half is blotted out, but for its colours; the right one can be seen through. */
  const data = Buffer.from(
    Array.from({ length: 64 * 64 }, (_, at) => [200, 10, at % 251, at % 64 < 32 ? 0 : 1 + (at % 255)]).flat(),
  );
  const halfHidden = sharp(data, { raw: { width: 64, height: 64, channels: 4 } });
  const pixelsOf = async (bytes: Buffer | undefined) => {
    const raw = await sharp(bytes).ensureAlpha().raw().toBuffer();
    return Array.from({ length: raw.length / 4 }, (_, at) => [...raw.subarray(at * 4, at * 4 + 4)]);
  };

  it('of a PNG, all else of which is as it was', async () => {
    const { copy } = await inspect(await halfHidden.clone().png().toBuffer(), 'image/png');
    const expected = (await pixelsOf(await halfHidden.clone().png().toBuffer())).map(pixel =>
      pixel[3] === 0 ? [0, 0, 0, 0] : pixel,
    );
    expect(await pixelsOf(copy?.bytes)).toEqual(expected);
  });

  it('of a WebP', async () => {
    const original = await halfHidden.clone().webp({ lossless: true, exact: true }).toBuffer();
    expect((await pixelsOf(original))[0]?.slice(0, 2)).toEqual([200, 10]);
    const { copy } = await inspect(original, 'image/webp');
    const hidden = (await pixelsOf(copy?.bytes)).filter(([, , , alpha]) => alpha === 0);
    expect(hidden.length).toBeGreaterThan(1_900);
    // What is lossy may blur across the edge of what can be seen, by a block of 16.
    expect((await pixelsOf(copy?.bytes))[0]?.slice(0, 3)).toEqual([0, 0, 0]);
  });
});

describe('a copy that is only the first of several pictures says how many there are', () => {
  const holds = async (original: Buffer, type: string, count: number) => {
    const found = await inspect(original, type);
    expect(found).toMatchObject({ type, broken: false, shortfall: null, details: { pages: count } });
    const { width, height, pages = 1 } = await sharp(found.copy?.bytes).metadata();
    expect([pages, found.details.width, found.details.height]).toEqual([1, width, height]);
    return found;
  };

  it('pages of a TIFF', async () => {
    await holds(
      await sharp(pages, { join: { animated: true } })
        .tiff()
        .toBuffer(),
      'image/tiff',
      3,
    );
  });

  it('frames of an APNG', async () => {
    const still = pages[0] ?? Buffer.of();
    const header = 33;
    // Two frames of which the first is the picture itself (PNG 3, 11.3.6).
    const frames = Buffer.from([0, 0, 0, 2, 0, 0, 0, 0]);
    const control = Buffer.alloc(26);
    control.writeUInt32BE(64, 4);
    control.writeUInt32BE(48, 8);
    const moving = [pngChunk('acTL', frames), pngChunk('fcTL', control)];
    const apng = Buffer.concat([still.subarray(0, header), ...moving, still.subarray(header)]);
    await holds(apng, 'image/apng', 2);
  });

  it.each(['gif', 'webp'] as const)('frames of a %s that has too many of them', async format => {
    const raw = Buffer.alloc(301 * 8 * 8 * 3);
    for (let at = 0; at < raw.length; at++) raw[at] = (Math.floor(at / 192) * 40) % 256;
    const original = await sharp(raw, { raw: { width: 8, height: 8 * 301, channels: 3, pageHeight: 8 } })
      .toFormat(format)
      .toBuffer();
    const { copy } = await holds(original, `image/${format}`, 301);
    expect(copy?.type).toBe(`image/${format}`);
  });

  it('and one that has them all does not', async () => {
    const delay = [100, 200, 300];
    const original = await sharp(pages, { join: { animated: true } })
      .gif({ delay, loop: 2 })
      .toBuffer();
    const { copy, details } = await inspect(original, 'image/gif');
    expect(details).toEqual({ width: 64, height: 48 });
    expect(await sharp(copy?.bytes).metadata()).toMatchObject({ pages: 3, delay, loop: 2 });
  });
});

it('Of a picture larger than any but a phone’s largest, the copy has half the width and height, and stands upright', async () => {
  const original = await flat(12_000, 9_300).withMetadata({ orientation: 6 }).jpeg().toBuffer();

  const found = await inspect(original);

  expect(found).toMatchObject({
    broken: false,
    shortfall: 'reduced',
    details: { width: 9_300, height: 12_000 },
  });
  expect(await sharp(found.copy?.bytes).metadata()).toMatchObject({ width: 4_650, height: 6_000 });
  expect(await sharp(found.thumbnail?.bytes).metadata()).toMatchObject({ width: 372, height: 480 });
});

it('Of one that cannot be halved without all of its pixels there is a thumbnail, and no copy', async () => {
  const original = await flat(12_000, 9_300).png({ compressionLevel: 1 }).toBuffer();

  const found = await inspect(original, 'image/png');

  expect(found).toMatchObject({ broken: false, shortfall: 'too large', copy: undefined });
  expect(await sharp(found.thumbnail?.bytes).metadata()).toMatchObject({ width: 480, height: 372 });
});
