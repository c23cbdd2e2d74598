import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Metadata } from 'sharp';

/** Pixels: a phone’s largest, and no more than memory bears. */
export const MOST_HEIC = 100_000_000;

/**
 * HEIC is patented, so sharp reads what surrounds the picture but not the picture itself; libheif does, in wasm.
 * Gives an upright PNG in the picture's own colours.
 */
export async function decodeHeic(bytes: Uint8Array, { pagePrimary = 0, icc }: Metadata) {
  // Two megabytes of code, for those who send HEIC.
  const { default: decode } = await import('heic-decode');
  const pictures = await decode.all({ buffer: bytes });
  try {
    const chosen = pictures[pagePrimary] ?? pictures[0];
    if (chosen === undefined || chosen.width * chosen.height > MOST_HEIC) throw new RangeError('too large');
    const { width, height, data } = await chosen.decode();
    const png = await sharp(data, { raw: { width, height, channels: 4 } })
      .removeAlpha()
      .png({ compressionLevel: 0 })
      .toBuffer();
    return { picture: icc === undefined ? png : withColours(png, icc), width, height };
  } finally {
    pictures.dispose();
  }
}

/** Behind the signature and the header (PNG, 5.6 and 11.2.1). */
const AFTER_HEADER = 33;

/** A telephone's red is not the web's: the profile says how they differ (PNG, 11.3.2.3, `iCCP`). */
function withColours(png: Buffer, profile: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from('iCCPicc\0\0', 'latin1'), deflateSync(profile)]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return Buffer.concat([png.subarray(0, AFTER_HEADER), chunk, png.subarray(AFTER_HEADER)]);
}
