import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** Stands in everything that is not the picture. */
export const SECRET = 'SECRETWORDS';

const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="37,33.9900N" exif:GPSLongitude="126,58.6800E" exif:UserComment="${SECRET}"/></rdf:RDF></x:xmpmeta>`;
const EXIF = {
  IFD0: { Make: SECRET, Model: SECRET },
  IFD3: {
    ...{ GPSLatitudeRef: 'N', GPSLatitude: '37/1 33/1 594/10' },
    ...{ GPSLongitudeRef: 'E', GPSLongitude: '126/1 58/1 408/10' },
  },
};

const flat = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } });

/** As a camera and then an editor leave a picture, at 301 dots an inch. */
const laden = (picture: Sharp) =>
  picture.withMetadata({ density: 301 }).withExif(EXIF).withXmp(XMP).withIccProfile('p3');

const photo = () => laden(flat(320, 240, '#c83c3c'));

/** Another whole picture, as cameras put one into EXIF and behind a JPEG. */
const small = Buffer.concat([
  (await flat(32, 24, '#2850b4').jpeg().toBuffer()).subarray(0, 2),
  jpegSegment(0xfe, Buffer.from(SECRET)),
  (await flat(32, 24, '#2850b4').jpeg().toBuffer()).subarray(2),
]);

function jpegSegment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

/** EXIF that holds a thumbnail and nothing else (EXIF 2.32, 4.5.8). */
function exifThumbnail(jpeg: Buffer): Buffer {
  const entry = (tag: number, value: number) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16LE(tag, 0);
    bytes.writeUInt16LE(4, 2);
    bytes.writeUInt32LE(1, 4);
    bytes.writeUInt32LE(value, 8);
    return bytes;
  };
  const head = Buffer.from('Exif\0\0II*\0\x08\0\0\0\0\0\x0e\0\0\0\x02\0', 'latin1');
  // Behind the header, an empty first directory, and this one.
  const at = 8 + 6 + 2 + 2 * 12 + 4;
  return Buffer.concat([head, entry(0x201, at), entry(0x202, jpeg.length), Buffer.alloc(4), jpeg]);
}

async function jpeg(): Promise<Buffer> {
  const picture = await photo().jpeg().toBuffer();
  // Caption (2:120) in a resource of Photoshop's, as the IPTC's IIM has it.
  const iptc = Buffer.from(`\x1c\x02\x78\0${String.fromCharCode(SECRET.length)}${SECRET}`, 'latin1');
  const resource = Buffer.from(`8BIM\x04\x04\0\0\0\0\0${String.fromCharCode(iptc.length)}`, 'latin1');
  const added = [
    jpegSegment(0xfe, Buffer.from(SECRET)),
    jpegSegment(0xed, Buffer.concat([Buffer.from('Photoshop 3.0\0'), resource, iptc])),
    jpegSegment(0xe1, exifThumbnail(small)),
    jpegSegment(0xe1, Buffer.from(`http://ns.adobe.com/xmp/extension/\0${SECRET}`)),
    jpegSegment(0xe2, Buffer.concat([Buffer.from('MPF\0'), small])),
    jpegSegment(0xe9, Buffer.from(SECRET)),
  ];
  return Buffer.concat([picture.subarray(0, 2), ...added, picture.subarray(2), small]);
}

/** PNG 3, 5.3. */
export function pngChunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

async function png(): Promise<Buffer> {
  const picture = await photo().png().toBuffer();
  const added = [
    pngChunk('tEXt', Buffer.from(`Author\0${SECRET}`)),
    pngChunk('zTXt', Buffer.concat([Buffer.from('Software\0\0'), deflateSync(SECRET)])),
    pngChunk('iTXt', Buffer.from(`Comment\0\0\0\0\0${SECRET}`)),
    pngChunk('tIME', Buffer.from([7, 0xe8, 5, 1, 12, 34, 56])),
    pngChunk('prVt', Buffer.from(SECRET)),
  ];
  const header = 33;
  return Buffer.concat([
    ...[picture.subarray(0, header), ...added, picture.subarray(header), Buffer.from(SECRET)],
  ]);
}

const frames = Promise.all(['#c83c3c', '#2850b4'].map(colour => flat(64, 48, colour).png().toBuffer()));
const moving = async () => sharp(await frames, { join: { animated: true } });

async function gif(): Promise<Buffer> {
  const picture = await (await moving()).gif().toBuffer();
  const comment = Buffer.concat([
    Buffer.from([0x21, 0xfe, SECRET.length]),
    Buffer.from(SECRET),
    Buffer.alloc(1),
  ]);
  // As XMP 3, 1.1.2 has it, with the trailer that leads a reader of blocks out again.
  const trailer = Buffer.from([1, ...Array.from({ length: 256 }, (_, index) => 255 - index), 0]);
  const xmp = Buffer.concat([Buffer.from('\x21\xff\x0bXMP DataXMP', 'latin1'), Buffer.from(XMP), trailer]);
  const flags = picture.readUInt8(10);
  const colours = 13 + (flags & 0x80 ? 3 * (2 << (flags & 7)) : 0);
  return Buffer.concat([
    picture.subarray(0, colours),
    comment,
    xmp,
    picture.subarray(colours),
    Buffer.from(SECRET),
  ]);
}

const behind = async (picture: Promise<Buffer>) => Buffer.concat([await picture, Buffer.from(SECRET)]);

/** Pictures with all that may stand beside one, by their types. */
export const corpus: Readonly<Record<string, () => Promise<Buffer>>> = {
  'image/jpeg': jpeg,
  'image/png': png,
  'image/gif': gif,
  'image/webp': () => behind(photo().webp().toBuffer()),
  'image/webp that moves': async () =>
    behind(
      laden(await moving())
        .webp()
        .toBuffer(),
    ),
  'image/avif': () => behind(photo().avif({ effort: 0 }).toBuffer()),
  'image/tiff': () => behind(photo().tiff().toBuffer()),
};
