import { constants, crc32, deflateRawSync } from 'node:zlib';

/**
 * A page of which all but a few short marks near its end is the same each time: rendered, encoded and compressed once, and
 * put together anew with its marks. As bytes and as a gzip stream, each in two pieces: the first, nearly all of it, is the
 * same each time and is not copied. A copy for each reader is a fifth of what the page takes, most of it for taking it away again.
 */
export type SplicedPage = {
  plain(marks: readonly string[]): Pieces;
  gzipped(marks: readonly string[]): Pieces;
};

export type Pieces = readonly [Buffer, Buffer];

/** Bytes from the first mark to the end of the page, which are not compressed. Their length fits two bytes. */
const LONGEST_END = 2_048;

/**
 * `render` makes the whole page with the placeholders given, which must each stand in it once, in this order.
 * @throws when they do not, or stand too far from its end.
 */
export function splicePage(
  render: (marks: readonly string[]) => string,
  placeholders: readonly string[],
): SplicedPage {
  const [start = '', ...rest] = placeholders.reduce<string[]>(
    (found, mark) => [...found.slice(0, -1), ...(found.at(-1) ?? '').split(mark)],
    [render(placeholders)],
  );
  if (rest.length !== placeholders.length)
    throw new Error('a mark does not stand once, and in its place, in the page');
  if (Buffer.byteLength(rest.join('')) > LONGEST_END)
    throw new Error('the marks stand too far from the end of the page');

  const first = Buffer.from(start);
  const packedFirst = Buffer.concat([GZIP_HEAD, deflate(first)]);
  const crcOfFirst = crc32(first);
  const end = endOf(rest.map(part => Buffer.from(part)));
  return {
    plain: marks => [first, end.with(marks)],
    gzipped(marks) {
      const block = Buffer.allocUnsafe(end.lengthWith(marks) + BLOCK_HEAD + GZIP_END);
      const bytes = block.subarray(BLOCK_HEAD, -GZIP_END);
      end.writeWith(marks, bytes);
      frame(block, crc32(bytes, crcOfFirst), first.length + bytes.length);
      return [packedFirst, block];
    },
  };
}

/** What comes behind the marks, each part behind its own. */
function endOf(parts: readonly Buffer[]) {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const lengthWith = (marks: readonly string[]) =>
    marks.reduce((sum, mark) => sum + Buffer.byteLength(mark), length);
  const writeWith = (marks: readonly string[], into: Buffer) => {
    let at = 0;
    for (const [index, part] of parts.entries()) {
      at += into.write(marks[index] ?? '', at);
      at += part.copy(into, at);
    }
    return into;
  };
  return {
    lengthWith,
    writeWith,
    with: (marks: readonly string[]) => writeWith(marks, Buffer.allocUnsafe(lengthWith(marks))),
  };
}

/** RFC 1952, 2.3: deflate, no flags, no time, no system. */
const GZIP_HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);

/** Blocks that end at a whole byte and are not the last (RFC 1951, 3.2.3), so that another may follow. */
const deflate = (part: Buffer): Buffer =>
  deflateRawSync(part, { level: 9, finishFlush: constants.Z_SYNC_FLUSH });

/** Before bytes that are not compressed: that they are the last block, and their length (RFC 1951, 3.2.4). */
const BLOCK_HEAD = 5;
/** The checksum and the length of all (RFC 1952, 2.3). */
const GZIP_END = 8;

function frame(block: Buffer, crc: number, length: number): void {
  const bytes = block.length - BLOCK_HEAD - GZIP_END;
  block.writeUInt8(1, 0);
  block.writeUInt16LE(bytes, 1);
  block.writeUInt16LE(~bytes & 0xffff, 3);
  block.writeUInt32LE(crc, BLOCK_HEAD + bytes);
  block.writeUInt32LE(length, BLOCK_HEAD + bytes + 4);
}
