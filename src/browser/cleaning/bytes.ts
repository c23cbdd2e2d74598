export type Bytes = Uint8Array<ArrayBuffer>;

/** A file that does not keep to its own format: what would be left in it cannot be told. */
export class Broken extends Error {
  override name = 'Broken';
}

/** @throws {Broken} where the file ends before. */
export function slice(bytes: Bytes, from: number, to: number): Bytes {
  if (to > bytes.length || from > to) throw new Broken();
  return bytes.subarray(from, to);
}

export const viewOf = (bytes: Bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** One byte a letter. */
export const letters = (text: string): Bytes => Uint8Array.from(text, letter => letter.charCodeAt(0));

export const startsWith = (bytes: Bytes, start: Bytes) => start.every((byte, place) => bytes[place] === byte);
