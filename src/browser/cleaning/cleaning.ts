import type { Bytes } from './bytes.ts';
import { cleanJpeg, isJpeg } from './jpeg.ts';
import { cleanPng, isPng } from './png.ts';
import { cleanWebp, isWebp } from './webp.ts';

/** So many bytes tell what a file is. */
const HEAD = 12;

/** A phone has the memory for this, in bytes; no photograph is so large. */
const LARGEST = 200 * 1024 * 1024;

const cleaners = [
  { is: isJpeg, clean: cleanJpeg },
  { is: isPng, clean: cleanPng },
  { is: isWebp, clean: cleanWebp },
];

/**
 * The photo without place, device and whatever else is not needed to show it, its picture untouched; null where that cannot
 * be done: another kind of file, by its content and not by its name, or one that is damaged, too large or not to be read.
 */
export async function cleanFile(file: File): Promise<File | null> {
  try {
    const head = await bytesOf(file.slice(0, HEAD));
    const cleaner = cleaners.find(({ is }) => is(head));
    if (cleaner === undefined || file.size > LARGEST) return null;
    const parts = cleaner.clean(await bytesOf(file));
    return new File(parts, file.name, { type: file.type, lastModified: file.lastModified });
  } catch {
    return null;
  }
}

const bytesOf = async (part: Blob): Promise<Bytes> => new Uint8Array(await part.arrayBuffer());
