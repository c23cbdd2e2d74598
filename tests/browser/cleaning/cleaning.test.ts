import ExifReader from 'exifreader';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { cleanFile } from '../../../src/browser/cleaning/cleaning.ts';

/** Stands in each kind of note that a picture can carry. */
const MARK = 'MADE-WITH-SECRETCAM';
const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="${MARK}"/></rdf:RDF></x:xmpmeta>`;

const pixels = (size: number, shade: number) =>
  sharp({ create: { width: size, height: size / 2, channels: 3, background: { r: shade, g: 90, b: 30 } } });

/** A photo with place, device, a profile, and turned so that 6 says which way is up. */
const photo = (shade = 200) =>
  pixels(64, shade)
    .withIccProfile('p3')
    .withXmp(xmp)
    .withExif({
      IFD0: { Make: MARK, Model: MARK },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '37/1 29/1 52/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '127/1 1/1 39/1',
      },
    })
    .withMetadata({ orientation: 6 });

const animated = async () => {
  const frames = await Promise.all([9, 200].map(shade => pixels(32, shade).png().toBuffer()));
  return sharp(frames, { join: { animated: true } })
    .withExif({ IFD0: { Make: MARK } })
    .webp()
    .toBuffer();
};

const jpegSegment = (code: number, content: Buffer) => {
  const head = Buffer.from([0xff, code, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
};

/** As phones and programs write beside Exif: a comment, IPTC, the index of more pictures, and these behind the end. */
function withMore(jpeg: Buffer): Buffer {
  const more = [
    jpegSegment(0xfe, Buffer.from(MARK)),
    jpegSegment(0xed, Buffer.from(`Photoshop 3.0\0${MARK}`)),
    jpegSegment(0xe2, Buffer.from(`MPF\0${MARK}`)),
    jpegSegment(0xe5, Buffer.from(MARK)),
  ];
  return Buffer.concat([jpeg.subarray(0, 2), ...more, jpeg.subarray(2), jpeg, Buffer.from(MARK)]);
}

const pngChunk = (type: string, content: string) => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, Buffer.from(content, 'latin1'), Buffer.alloc(4)]);
};

const withTexts = (png: Buffer) =>
  Buffer.concat([
    png.subarray(0, 33),
    ...['tEXt', 'zTXt', 'iTXt', 'tIME', 'prVt'].map(type => pngChunk(type, `Comment\0${MARK}`)),
    png.subarray(33),
    Buffer.from(MARK),
  ]);

const photos: Record<string, () => Promise<Buffer>> = {
  'a JPEG': async () => withMore(await photo().jpeg().toBuffer()),
  'a progressive JPEG': async () => withMore(await photo().jpeg({ progressive: true }).toBuffer()),
  'a PNG': async () => withTexts(await photo().png().toBuffer()),
  'a WebP': async () => Buffer.concat([await photo().webp().toBuffer(), Buffer.from(MARK)]),
  'a lossless WebP': () => photo().webp({ lossless: true }).toBuffer(),
  'an animated WebP': animated,
};

const asFile = (bytes: Buffer, name = 'IMG_1.jpg') =>
  new File([Uint8Array.from(bytes)], name, { type: 'image/jpeg', lastModified: 7 });
/** No bytes where there is no file. */
const bytesOf = async (file: File | null | undefined) =>
  Buffer.from(new Uint8Array((await file?.arrayBuffer()) ?? new ArrayBuffer(0)));
const raw = (bytes: Buffer) => sharp(bytes, { animated: true }).raw().toBuffer();

test.each(Object.keys(photos))('%s loses place, device and notes, and nothing of its picture', async kind => {
  const before = (await photos[kind]?.()) ?? Buffer.alloc(0);
  expect(before.includes(MARK)).toBe(true);
  const file = await cleanFile(asFile(before));
  const after = await bytesOf(file);

  expect(after.includes(MARK)).toBe(false);
  expect(Object.keys(ExifReader.load(after)).filter(tag => /^(GPS.*|Make|Model)$/.test(tag))).toEqual([]);
  expect(await raw(after)).toEqual(await raw(before));
  const [was, is] = [await sharp(before).metadata(), await sharp(after).metadata()];
  expect([is.orientation ?? 1, is.format, is.pages, is.xmp]).toEqual([
    was.orientation ?? 1,
    was.format,
    was.pages,
    undefined,
  ]);
  if (was.pages === undefined) expect(is.orientation).toBe(6);
  expect(is.icc).toEqual(was.icc);
  expect([file?.name, file?.lastModified]).toEqual(['IMG_1.jpg', 7]);
});

test('what is cleaned already stays as it is, byte by byte', async () => {
  for (const make of Object.values(photos)) {
    const once = await cleanFile(asFile(await make()));
    const twice = once && (await cleanFile(once));
    expect(twice).not.toBeNull();
    expect(await bytesOf(twice)).toEqual(await bytesOf(once));
  }
});

test('another kind of file is not cleaned, whatever its name says', async () => {
  for (const start of ['%PDF-1.7', '\0\0\0\x18ftypheic', '\0\0\0\x18ftypmp42', 'PK\x03\x04', 'GIF89a', ''])
    expect(await cleanFile(asFile(Buffer.from(`${start}${MARK}`, 'latin1')))).toBeNull();
});

test('a photo that is cut off at any place is refused, never half cleaned', async () => {
  for (const make of Object.values(photos)) {
    const whole = await make();
    const cleaned = await bytesOf(await cleanFile(asFile(whole)));
    for (let size = 0; size < cleaned.length; size += 7) {
      expect(await cleanFile(asFile(cleaned.subarray(0, size)))).toBeNull();
      const file = await cleanFile(asFile(whole.subarray(0, size)));
      expect((await bytesOf(file)).includes(MARK)).toBe(false);
    }
  }
});
