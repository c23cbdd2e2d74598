import { type Bytes, letters, slice, startsWith, viewOf } from './bytes.ts';
import { orientationAlone, orientationOf } from './tiff.ts';

const SIGNATURE = letters('\x89PNG\r\n\x1a\n');

/** What is needed to show it (PNG, third edition, 4.8 and 11): the picture, its frames, its colours and its measures. */
const NEEDED = new Set(
  'IHDR PLTE IDAT acTL fcTL fdAT tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST sPLT pHYs'.split(' '),
);

export const isPng = (bytes: Bytes) => startsWith(bytes, SIGNATURE);

/** The same picture with nothing but that: texts, Exif, times and what makers add go, and what stands behind its end. @throws {Broken} */
export function cleanPng(bytes: Bytes): Bytes[] {
  const parts: Bytes[] = [SIGNATURE];
  for (let at = SIGNATURE.length; ; ) {
    const length = viewOf(slice(bytes, at, at + 8)).getUint32(0);
    const chunk = slice(bytes, at, at + 12 + length);
    const type = String.fromCharCode(...chunk.subarray(4, 8));
    at += chunk.length;
    if (type === 'IEND') return [...parts, chunk];
    if (NEEDED.has(type)) parts.push(chunk);
    if (type !== 'eXIf') continue;
    const orientation = orientationOf(chunk.subarray(8, -4));
    if (orientation !== 1) parts.push(exifOf(orientation));
  }
}

function exifOf(orientation: number): Bytes {
  const content = Uint8Array.of(...letters('eXIf'), ...orientationAlone(orientation));
  const chunk = new Uint8Array(content.length + 8);
  chunk.set(content, 4);
  viewOf(chunk).setUint32(0, content.length - 4);
  viewOf(chunk).setUint32(content.length + 4, crc32(content));
  return chunk;
}

/** ISO 3309, as in PNG's annex D. */
function crc32(bytes: Bytes): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
