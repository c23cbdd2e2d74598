import { type Bytes, letters, startsWith, viewOf } from './bytes.ts';

/** Exif's tag of which way is up, from 1, as it stands, to 8. */
const ORIENTATION = 0x0112;
const SHORT = 3;
const ENTRY = 12;

/** As Exif in a TIFF says (Exif 2.32, 4.6.4); 1 where it says nothing that can be read. */
export function orientationOf(tiff: Bytes): number {
  const isLittle = startsWith(tiff, letters('II*\0'));
  if (!(isLittle || startsWith(tiff, letters('MM\0*'))) || tiff.length < 8) return 1;
  const view = viewOf(tiff);
  const folder = view.getUint32(4, isLittle);
  if (folder + 2 > tiff.length) return 1;
  const end = Math.min(tiff.length, folder + 2 + ENTRY * view.getUint16(folder, isLittle));
  for (let at = folder + 2; at + ENTRY <= end; at += ENTRY) {
    if (view.getUint16(at, isLittle) !== ORIENTATION || view.getUint16(at + 2, isLittle) !== SHORT) continue;
    const value = view.getUint16(at + 8, isLittle);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** A TIFF that says which way is up, and nothing else. */
export function orientationAlone(orientation: number): Bytes {
  const tiff = new Uint8Array(26);
  tiff.set(letters('MM\0*'));
  const view = viewOf(tiff);
  view.setUint32(4, 8);
  view.setUint16(8, 1);
  view.setUint16(10, ORIENTATION);
  view.setUint16(12, SHORT);
  view.setUint32(14, 1);
  view.setUint16(18, orientation);
  return tiff;
}
