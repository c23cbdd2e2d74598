import ExifReader from 'exifreader';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { fixture, openSandbox } from '../sandbox/sandbox-world.ts';

const { inspect } = openSandbox();

/** 320 × 240, red on the left and blue on the right. */
const redAndBlue = (width = 320, height = 240) =>
  sharp({ create: { width, height, channels: 3, background: '#c83c3c' } }).composite([
    {
      input: {
        create: { width: width / 2, height, channels: 3, background: '#2850b4' },
      },
      left: width / 2,
      top: 0,
    },
  ]);

/** As a phone writes it, and with words that must not be found in a copy. */
const asPhoneDoes = (picture: Sharp) =>
  picture.withIccProfile('p3').withExif({
    IFD0: { Make: 'samsung', Model: 'SM-S918N', ImageDescription: 'WORDS' },
    IFD2: { DateTimeOriginal: '2024:05:01 12:34:56', OffsetTimeOriginal: '+09:00', UserComment: 'WORDS' },
    IFD3: {
      GPSLatitudeRef: 'N',
      GPSLatitude: '37/1 33/1 594/10',
      GPSLongitudeRef: 'E',
      GPSLongitude: '126/1 58/1 408/10',
    },
  });

const told = {
  takenAt: '2024-05-01T12:34:56+09:00',
  place: { latitude: 37.5665, longitude: 126.978 },
  device: 'samsung SM-S918N',
};

const trailing = Buffer.from('TRAILING WORDS');

async function facts(picture: { bytes: Buffer } | undefined) {
  if (picture === undefined) throw new Error('there is no such picture');
  const { width, height, format, pages, exif, icc, xmp, iptc, comments } = await sharp(
    picture.bytes,
  ).metadata();
  return {
    width,
    height,
    format,
    pages,
    metadata: [exif, icc, xmp, iptc, comments].filter(one => one !== undefined),
  };
}

/** The colour near the upper left corner, and near the lower right one. */
async function corners(picture: { bytes: Buffer } | undefined) {
  if (picture === undefined) throw new Error('there is no such picture');
  const { data, info } = await sharp(picture.bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const last = info.width * (info.height - 10) * 3 - 30;
  return [[...data.subarray(30, 33)], [...data.subarray(last, last + 3)]];
}

const nearly = (colour: number[]) => colour.map(value => expect.closeTo(value, -1));
const RED = nearly([200, 60, 60]);
const BLUE = nearly([40, 80, 180]);

describe('a picture from a phone', () => {
  it.each([
    ['jpeg', (picture: Sharp) => picture.jpeg(), 'image/jpeg', 'image/jpeg', told],
    ['png', (picture: Sharp) => picture.png(), 'image/png', 'image/png', told],
    ['webp', (picture: Sharp) => picture.webp({ quality: 95 }), 'image/webp', 'image/webp', told],
    ['avif', (picture: Sharp) => picture.avif({ effort: 0 }), 'image/avif', 'image/jpeg', told],
    // sharp writes no EXIF into TIFF.
    ['tiff', (picture: Sharp) => picture.tiff(), 'image/tiff', 'image/jpeg', {}],
  ])('is told apart from its metadata: %s', async (_, write, type, copyType, says) => {
    const original = Buffer.concat([await write(asPhoneDoes(redAndBlue())).toBuffer(), trailing]);

    const found = await inspect(original);

    expect(found).toMatchObject({ type, broken: false, details: { width: 320, height: 240, ...says } });
    expect(found.copy?.type).toBe(copyType);
    expect(await facts(found.copy)).toMatchObject({ width: 320, height: 240, metadata: [] });
    expect(await corners(found.copy)).toEqual([RED, BLUE]);
    for (const words of ['samsung', 'SM-S918N', 'WORDS', '2024:05:01', 'TRAILING'])
      expect(found.copy?.bytes.includes(words), words).toBe(false);
    const { exif, gps, xmp, iptc, icc } = ExifReader.load(found.copy?.bytes ?? Buffer.alloc(0), {
      expanded: true,
    });
    expect([exif, gps, xmp, iptc, icc]).toEqual(Array(5).fill(undefined));
  });

  it('stands upright in its copy and its thumbnail, though it was taken lying', async () => {
    // 6: the upper left corner is shown at the upper right (EXIF 2.32, 4.6.4).
    const lying = await redAndBlue().withMetadata({ orientation: 6 }).jpeg().toBuffer();

    const found = await inspect(lying);

    expect(found.details).toEqual({ width: 240, height: 320 });
    expect(await facts(found.copy)).toMatchObject({ width: 240, height: 320 });
    expect(await facts(found.thumbnail)).toMatchObject({
      width: 240,
      height: 320,
      format: 'webp',
      metadata: [],
    });
    expect(await corners(found.copy)).toEqual([RED, BLUE]);
  });

  it('is shown as HEIC too, upright and in its colours, and shared as JPEG', async () => {
    const found = await inspect(await fixture('phone.heic'), 'image/heic');

    expect(found).toMatchObject({
      type: 'image/heic',
      broken: false,
      details: { ...told, device: 'Apple iPhone 15 Pro', width: 240, height: 320 },
    });
    expect(found.copy?.type).toBe('image/jpeg');
    expect(await facts(found.copy)).toMatchObject({ width: 240, height: 320, metadata: [] });
    expect(await corners(found.copy)).toEqual([RED, BLUE]);
    expect(found.copy?.bytes.includes('iPhone')).toBe(false);
  });
});

it('A thumbnail is at most 480 pixels long, and never larger than its picture', async () => {
  const large = await inspect(await redAndBlue(1_000, 500).jpeg().toBuffer());
  const small = await inspect(await redAndBlue(100, 50).png().toBuffer());

  expect(await facts(large.thumbnail)).toMatchObject({ width: 480, height: 240 });
  expect(await facts(small.thumbnail)).toMatchObject({ width: 100, height: 50 });
});

it('A lossless picture is shared with every pixel as it was', async () => {
  const original = await redAndBlue().png().toBuffer();
  const { copy } = await inspect(original);
  expect(await sharp(copy?.bytes).raw().toBuffer()).toEqual(await sharp(original).raw().toBuffer());
});

it.each(['gif', 'webp'] as const)(
  'A moving %s still moves in its copy, without its comment',
  async format => {
    const frames = await Promise.all(
      ['#c83c3c', '#2850b4', '#20a040'].map(background =>
        sharp({ create: { width: 64, height: 48, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const moving = await sharp(frames, { join: { animated: true } })
      .toFormat(format)
      .toBuffer();
    // A comment extension stands before the end of a GIF (GIF89a, 24).
    const comment = Buffer.from([0x21, 0xfe, 5, ...Buffer.from('WORDS'), 0, 0x3b]);
    const original = format === 'gif' ? Buffer.concat([moving.subarray(0, -1), comment]) : moving;

    const found = await inspect(original);

    expect(found).toMatchObject({
      type: `image/${format}`,
      broken: false,
      details: { width: 64, height: 48 },
    });
    expect(await facts(found.copy)).toMatchObject({ format, pages: 3 });
    expect(found.copy?.bytes.includes('WORDS')).toBe(false);
    expect(await facts(found.thumbnail)).toMatchObject({ width: 64, height: 48, pages: undefined });
  },
);

describe('what a device says and cannot be', () => {
  const saying = async (ifd: Parameters<Sharp['withExif']>[0]) =>
    (await inspect(await redAndBlue().withExif(ifd).jpeg().toBuffer())).details;
  const place = (latitude: string, longitude: string) => ({
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: latitude, GPSLongitudeRef: 'E', GPSLongitude: longitude },
  });
  const taken = (DateTimeOriginal: string) => ({ IFD2: { DateTimeOriginal } });

  it.each([
    ['a latitude of 200', place('200/1 0/1 0/1', '10/1 0/1 0/1')],
    ['no satellite', place('0/1 0/1 0/1', '0/1 0/1 0/1')],
    ['division by nothing', place('1/0 0/0 0/0', '1/0 0/0 0/0')],
    ['the year 0', taken('0000:00:00 00:00:00')],
    ['a 31st of June', taken('2024:06:31 12:00:00')],
    ['words for a time', taken('yesterday')],
    ['a clock that was never set', taken('1970:01:01 00:00:00')],
  ])('is left out: %s', async (_, ifd) => {
    expect(await saying(ifd)).toEqual({ width: 320, height: 240 });
  });

  it.each([
    ['the equator', place('0/1 0/1 0/1', '10/1 0/1 0/1'), { latitude: 0, longitude: 10 }],
    ['the prime meridian', place('51/1 30/1 0/1', '0/1 0/1 0/1'), { latitude: 51.5, longitude: 0 }],
  ])('but a place on %s is one', async (_, ifd, found) => {
    expect((await saying(ifd)).place).toEqual(found);
  });

  it('and a maker is not said twice', async () => {
    expect(await saying({ IFD0: { Make: 'NIKON CORPORATION', Model: 'NIKON D850' } })).toMatchObject({
      device: 'NIKON D850',
    });
  });

  it('and what no clock tells, the zone, is not made up', async () => {
    expect(await saying(taken('2024:05:01 12:34:56'))).toMatchObject({ takenAt: '2024-05-01T12:34:56' });
  });
});
