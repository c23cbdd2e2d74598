import { constants, crc32, deflateRawSync } from 'node:zlib';

/**
 * A page of which all but a few short marks is the same each time: rendered, encoded and compressed once, and put
 * together anew with its marks. As bytes, and as a gzip stream.
 */
export type SplicedPage = {
  plain(marks: readonly string[]): Buffer;
  gzipped(marks: readonly string[]): Buffer;
};

/**
 * `render` makes the whole page with the placeholders given, which must each stand in it once, in this order.
 * @throws when they do not.
 */
export function splicePage(
  render: (marks: readonly string[]) => string,
  placeholders: readonly string[],
): SplicedPage {
  const parts = placeholders.reduce<string[]>(
    (found, mark) => [...found.slice(0, -1), ...(found.at(-1) ?? '').split(mark)],
    [render(placeholders)],
  );
  if (parts.length !== placeholders.length + 1)
    throw new Error('a mark does not stand once, and in its place, in the page');
  const encoded = parts.map(part => Buffer.from(part));
  const deflated = encoded.map(deflate);
  const plain = (marks: readonly string[]) =>
    Buffer.concat(between(encoded, marks, mark => Buffer.from(mark)));
  return {
    plain,
    gzipped: marks =>
      Buffer.concat([GZIP_HEAD, ...between(deflated, marks, stored), LAST_BLOCK, gzipEnd(plain(marks))]),
  };
}

const between = (parts: readonly Buffer[], marks: readonly string[], asBytes: (mark: string) => Buffer) =>
  parts.flatMap((part, index) => (index === 0 ? [part] : [asBytes(marks[index - 1] ?? ''), part]));

/** RFC 1952, 2.3: deflate, no flags, no time, no system. */
const GZIP_HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);

/** Blocks that end at a whole byte and are not the last (RFC 1951, 3.2.3), so that others may follow. */
const deflate = (part: Buffer): Buffer =>
  deflateRawSync(part, { level: 9, finishFlush: constants.Z_SYNC_FLUSH });

/** A block that is not compressed (RFC 1951, 3.2.4). A mark is short: its length fits two bytes. */
function stored(mark: string): Buffer {
  const bytes = Buffer.from(mark);
  const head = Buffer.alloc(5);
  head.writeUInt16LE(bytes.length, 1);
  head.writeUInt16LE(~bytes.length & 0xffff, 3);
  return Buffer.concat([head, bytes]);
}

/** The last block, with nothing in it but its end. */
const LAST_BLOCK = Buffer.from([3, 0]);

function gzipEnd(whole: Buffer): Buffer {
  const end = Buffer.alloc(8);
  end.writeUInt32LE(crc32(whole), 0);
  end.writeUInt32LE(whole.length, 4);
  return end;
}
