import { Broken, type Bytes, letters, slice, startsWith, viewOf } from './bytes.ts';
import { orientationAlone, orientationOf } from './tiff.ts';

const HEAD = 12;
/** Flags of the extended header (RFC 9649, 2.7.1). */
const HAS_EXIF = 0x08;
const HAS_XMP = 0x04;
/** A frame's place, size and time stand before its own chunks (2.7.1.1). */
const FRAME_HEAD = 16;

const NEEDED = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ICCP']);

export const isWebp = (bytes: Bytes) =>
  startsWith(bytes, letters('RIFF')) && startsWith(bytes.subarray(8), letters('WEBP'));

/** The same picture with what is needed to show it; Exif, XMP, unknown chunks and what stands behind its end go. @throws {Broken} */
export function cleanWebp(bytes: Bytes): Bytes[] {
  const size = viewOf(slice(bytes, 0, HEAD)).getUint32(4, true);
  if (size < 4) throw new Broken();
  let orientation = 1;
  const kept: { type: string; content: Bytes }[] = [];
  for (const { type, content } of chunksOf(slice(bytes, HEAD, 8 + size))) {
    if (NEEDED.has(type)) kept.push({ type, content });
    else if (type === 'ANMF') kept.push({ type, content: cleanFrame(content) });
    else if (type === 'EXIF') orientation = orientationOf(tiffOf(content));
  }
  if (!kept.some(({ type }) => type === 'VP8 ' || type === 'VP8L' || type === 'ANMF')) throw new Broken();
  const isTurned = orientation !== 1;
  const parts = kept.flatMap(({ type, content }) =>
    chunk(type, type === 'VP8X' ? withFlags(content, isTurned) : content),
  );
  return withHead(isTurned ? [...parts, ...chunk('EXIF', orientationAlone(orientation))] : parts);
}

function* chunksOf(bytes: Bytes): Generator<{ type: string; content: Bytes }> {
  for (let at = 0; at < bytes.length; ) {
    const head = slice(bytes, at, at + 8);
    const length = viewOf(head).getUint32(4, true);
    yield {
      type: String.fromCharCode(...head.subarray(0, 4)),
      content: slice(bytes, at + 8, at + 8 + length),
    };
    // Each begins at an even place.
    at += 8 + length + (length % 2);
  }
}

function cleanFrame(content: Bytes): Bytes {
  const inner = [...chunksOf(slice(content, FRAME_HEAD, content.length))].filter(({ type }) =>
    NEEDED.has(type),
  );
  return joined([
    slice(content, 0, FRAME_HEAD),
    ...inner.flatMap(({ type, content: of }) => chunk(type, of)),
  ]);
}

/** Some programs write it as it stands in a JPEG. */
function tiffOf(content: Bytes): Bytes {
  const prefix = letters('Exif\0\0');
  return startsWith(content, prefix) ? content.subarray(prefix.length) : content;
}

function withFlags(header: Bytes, hasExif: boolean): Bytes {
  const changed = slice(header, 0, 10).slice();
  changed[0] = ((changed[0] ?? 0) & ~(HAS_EXIF | HAS_XMP)) | (hasExif ? HAS_EXIF : 0);
  return changed;
}

function chunk(type: string, content: Bytes): Bytes[] {
  const head = new Uint8Array(8);
  head.set(letters(type));
  viewOf(head).setUint32(4, content.length, true);
  return content.length % 2 === 0 ? [head, content] : [head, content, Uint8Array.of(0)];
}

function withHead(parts: Bytes[]): Bytes[] {
  const head = new Uint8Array(HEAD);
  head.set(letters('RIFF'));
  head.set(letters('WEBP'), 8);
  viewOf(head).setUint32(4, 4 + parts.reduce((sum, { length }) => sum + length, 0), true);
  return [head, ...parts];
}

function joined(parts: readonly Bytes[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
