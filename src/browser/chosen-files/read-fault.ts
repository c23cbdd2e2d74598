/** Why a file that was chosen cannot be read as it is. Phones hand over such files while the picture still lies in a cloud. */
export type ReadFault = 'empty' | 'short' | 'unreadable';

/** Bytes that are looked at. */
const SAMPLE = 4 * 1024;

/** Reads a little from a place of the file, in bytes, and its end; null when all is well. */
export async function readFault(file: File, from = 0): Promise<ReadFault | null> {
  if (file.size === 0) return 'empty';
  const isWhole = async (start: number, end: number) =>
    (await file.slice(start, end).arrayBuffer()).byteLength === end - start;
  try {
    const start = Math.min(from, file.size - 1);
    const areWhole = await Promise.all([
      isWhole(start, Math.min(file.size, start + SAMPLE)),
      isWhole(file.size - 1, file.size),
    ]);
    return areWhole.every(Boolean) ? null : 'short';
  } catch {
    return 'unreadable';
  }
}
