import { Broken, type Bytes, letters, slice, startsWith, viewOf } from './bytes.ts';
import { orientationAlone, orientationOf } from './tiff.ts';

/** Markers (ITU T.81, table B.1). */
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const TEM = 0x01;
const APP0 = 0xe0;
const APP1 = 0xe1;

const JFIF = letters('JFIF\0');
const EXIF = letters('Exif\0\0');
/** What colours need: a profile, and how Adobe's programs have turned them. */
const COLOURS: Readonly<Record<number, Bytes>> = { 226: letters('ICC_PROFILE\0'), 238: letters('Adobe') };

export const isJpeg = (bytes: Bytes) => startsWith(bytes, Uint8Array.of(0xff, SOI, 0xff));

/**
 * The same picture, bit for bit, with what is needed to show it: tables, scans, colours and which way is up. All else goes
 * (Exif, XMP, IPTC, comments, makers' segments, a thumbnail), and so does what stands behind its end: more pictures, a film.
 * @throws {Broken}
 */
export function cleanJpeg(bytes: Bytes): Bytes[] {
  const kept: Bytes[] = [];
  let jfif: Bytes[] = [];
  let orientation = 1;
  let hasScan = false;
  for (let at = 2; ; ) {
    const { code, start } = markerAt(bytes, at);
    if (code === EOI) break;
    if (isAlone(code)) {
      at = start + 2;
      continue;
    }
    const end = start + 2 + lengthAt(bytes, start + 2);
    const segment = slice(bytes, start, end);
    const content = segment.subarray(4);
    at = code === SOS ? endOfScan(bytes, end) : end;
    hasScan ||= code === SOS;
    if (code === APP1 && startsWith(content, EXIF))
      orientation = orientationOf(content.subarray(EXIF.length));
    else if (code === APP0 && startsWith(content, JFIF)) jfif = [withoutThumbnail(segment)];
    else if (isNeeded(code, content)) kept.push(slice(bytes, start, at));
  }
  if (!hasScan) throw new Broken();
  const exif = orientation === 1 ? [] : [exifOf(orientation)];
  return [Uint8Array.of(0xff, SOI), ...jfif, ...exif, ...kept, Uint8Array.of(0xff, EOI)];
}

/** Before a marker may stand any number of 0xff (B.1.1.2). */
function markerAt(bytes: Bytes, at: number): { code: number; start: number } {
  if (bytes[at] !== 0xff) throw new Broken();
  let start = at;
  while (bytes[start + 1] === 0xff) start += 1;
  const code = bytes[start + 1];
  if (code === undefined || code === 0) throw new Broken();
  return { code, start };
}

const isRestart = (code: number) => code >= 0xd0 && code <= 0xd7;

/** Without a length. */
const isAlone = (code: number) => code === TEM || code === SOI || isRestart(code);

/** Of a segment, its own two bytes included. */
function lengthAt(bytes: Bytes, at: number): number {
  const length = viewOf(slice(bytes, at, at + 2)).getUint16(0);
  if (length < 2) throw new Broken();
  return length;
}

/** Within a scan 0xff is followed by 0, by a restart, or by another 0xff before a marker. */
function endOfScan(bytes: Bytes, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    if (next === 0xff) at += 1;
    else if (next === 0 || isRestart(next)) at += 2;
    else return at;
  }
  throw new Broken();
}

function isNeeded(code: number, content: Bytes): boolean {
  const colour = COLOURS[code];
  if (colour !== undefined) return startsWith(content, colour);
  // Frames, tables, scans: 0xc0 to 0xdf; 0xe0 to 0xff are applications, extensions and comments.
  return code >= 0xc0 && code < APP0;
}

function withoutThumbnail(segment: Bytes): Bytes {
  if (segment.length < 18) throw new Broken();
  const bare = segment.slice(0, 18);
  bare.set([0, 16], 2);
  bare.set([0, 0], 16);
  return bare;
}

function exifOf(orientation: number): Bytes {
  const content = [...EXIF, ...orientationAlone(orientation)];
  return Uint8Array.of(0xff, APP1, 0, content.length + 2, ...content);
}
