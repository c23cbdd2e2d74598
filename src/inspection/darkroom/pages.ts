import type { Metadata } from 'sharp';

/** How many pictures a file holds: pages, frames or shots. */
export const countPictures = (type: string, bytes: Buffer, { pages = 1 }: Metadata): number =>
  type === 'image/apng' ? framesOfPng(bytes) : pages;

/** The decoder knows none but the first. How many there are stands before the first one's pixels (PNG 3, 11.3.6.1, `acTL`). */
function framesOfPng(bytes: Buffer): number {
  const at = bytes.subarray(0, bytes.indexOf('IDAT')).indexOf('acTL');
  return at < 0 || at + 8 > bytes.length ? 1 : bytes.readUInt32BE(at + 4);
}
