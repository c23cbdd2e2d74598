import { Readable } from 'node:stream';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { computed, openSandbox, sandboxesOf } from '../sandbox/sandbox-world.ts';

const { inspect, inspectOriginal } = openSandbox();

const picture = sharp({
  create: {
    width: 400,
    height: 300,
    channels: 3,
    background: 'grey',
    noise: { type: 'gaussian', mean: 128, sigma: 40 },
  },
});
const jpeg = await picture.clone().jpeg().toBuffer();
const png = await picture.clone().png().toBuffer();

/** PNG, 5.3. */
function pngChunk(kind: string, data: Buffer) {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

function pngOf(width: number, height: number) {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const data = pngChunk('IDAT', deflateSync(Buffer.alloc(100_000)));
  return Buffer.concat([
    png.subarray(0, 8),
    pngChunk('IHDR', header),
    data,
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngWithBadChunk() {
  const bad = Buffer.from(png);
  const at = bad.indexOf('IDAT') + 2_000;
  bad.writeUInt8(bad.readUInt8(at) ^ 0xff, at);
  return bad;
}

const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
const xml = Buffer.from(`<?xml version="1.0"?>${svg}`);
const html = Buffer.from('<!DOCTYPE html><html><script>alert(1)</script></html>');
const zip = Buffer.from('504b0304140000000800000021000000000000000000000000000500000061', 'hex');
const headOnly = (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 40), Buffer.alloc(5_000, 'x')]);

describe('a broken picture is told with its type, and nothing is made of it', () => {
  it.each([
    ['a JPEG that ends too soon', jpeg.subarray(0, jpeg.length / 2), 'image/jpeg'],
    ['a PNG with a bad chunk', pngWithBadChunk(), 'image/png'],
    ['rows that never come', pngOf(4_000, 4_000), 'image/png'],
    ['a JPEG that is only a beginning', headOnly(jpeg), 'image/jpeg'],
    ['HTML under the name of a picture', html, null],
    ['no bytes at all', Buffer.alloc(0), null],
    ['zeros from a broken card', Buffer.alloc(100_000), null],
  ])('%s', async (_, bytes, type) => {
    // One that takes too long is too large, and not broken.
    const found = await inspect(bytes, 'image/jpeg');
    expect(found).toMatchObject({ type, broken: true, thumbnail: undefined, copy: undefined });
  });
});

describe('what is no picture is never shown as one', () => {
  it.each([
    ['SVG with a script', svg, 'image/svg+xml', null],
    ['SVG that says that it is XML', xml, 'image/svg+xml', 'application/xml'],
    ['HTML', html, 'text/html', null],
    ['a zip under the name of a video', zip, 'video/mp4', 'application/zip'],
    ['a text', Buffer.from('제보합니다'), 'text/plain', null],
    ['a text whose type is what every object has', Buffer.from('제보합니다'), 'constructor', null],
  ])('%s', async (_, bytes, claimedType, type) => {
    expect(await inspect(bytes, claimedType)).toEqual({
      type,
      broken: false,
      details: {},
      shortfall: null,
      thumbnail: undefined,
      copy: undefined,
    });
  });
});

/** Milliseconds that the sandbox has computed meanwhile. To decode a hundred megapixels takes it several seconds. */
async function sandboxComputedFor(work: () => Promise<void>): Promise<number> {
  await inspect(Buffer.from('so that the process is ready'), 'text/plain');
  const [id = 0] = await sandboxesOf();
  const before = await computed(id);
  await work();
  return (await computed(id)) - before;
}

it('50,000 × 50,000 pixels in 1 kB are too large, which is no damage, and are not decoded', async () => {
  const took = await sandboxComputedFor(async () =>
    expect(await inspect(pngOf(50_000, 50_000), 'image/png')).toEqual({
      type: 'image/png',
      broken: false,
      details: { width: 50_000, height: 50_000 },
      shortfall: 'too large',
      thumbnail: undefined,
      copy: undefined,
    }),
  );
  expect(took).toBeLessThan(2_000);
});

it.each([
  [
    'AVIF',
    () =>
      sharp({ create: { width: 10_400, height: 10_400, channels: 3, background: 'grey' } }).avif({
        effort: 0,
      }),
  ],
  ['PNG', () => sharp({ create: { width: 10_000, height: 10_000, channels: 3, background: 'grey' } }).png()],
] as const)(
  'A hundred megapixels of one colour, as %s, are too large, and are not decoded',
  async (_, make) => {
    const bytes = await make().toBuffer();
    const took = await sandboxComputedFor(async () => {
      const found = await inspect(bytes, 'image/png');
      expect(found).toMatchObject({ broken: false, shortfall: 'too large', thumbnail: undefined });
    });
    expect(took).toBeLessThan(2_000);
  },
);

it('60 kB of EXIF are read, and none of them is in the copy', async () => {
  const original = await picture
    .clone()
    .withExif({ IFD0: { Model: 'SM-S918N', ImageDescription: 'WORDS '.repeat(10_000) } })
    .jpeg()
    .toBuffer();
  expect(original.length).toBeGreaterThan(60_000);

  const found = await inspect(original);

  expect(found).toMatchObject({ broken: false, details: { device: 'SM-S918N', width: 400 } });
  expect(found.copy?.bytes.includes('WORDS')).toBe(false);
});

it('A picture of more than 200 MB is too large, is left alone, and is not broken for that', async () => {
  const readEnds: number[] = [];
  const read = ({ start, end }: { start: number; end: number }) => {
    readEnds.push(end);
    const bytes = Buffer.alloc(end - start + 1);
    if (start === 0) jpeg.copy(bytes);
    return Readable.from([bytes]);
  };
  const found = await inspectOriginal({ size: 300 * 1024 * 1024, claimedType: 'image/jpeg', read });

  expect(found).toMatchObject({ type: 'image/jpeg', broken: false, shortfall: 'too large' });
  expect([found.thumbnail, found.copy]).toEqual([undefined, undefined]);
  expect(Math.max(...readEnds)).toBeLessThan(3 * 1024 * 1024);
});

it('After all of these a good picture is looked at as ever', async () => {
  await inspect(pngOf(50_000, 50_000));
  expect(await inspect(jpeg)).toMatchObject({ type: 'image/jpeg', broken: false });
});
