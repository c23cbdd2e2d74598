import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { StoredAs } from '../../../files/sealed/stored-as.ts';
import type { ByteRange } from '../../../files/store.ts';
import type { KeptFile } from '../../../tips/tip.ts';

export type ReadFile = (file: StoredAs, range?: ByteRange) => Readable;

/** Bytes of a text in which its first tags are looked for; browsers look at 1,445 (WHATWG MIME Sniffing, 7). */
const BEGINNING = 4 * 1024;
/** The store in which every document of before 2007 keeps its macros (MS-OVBA, 2.2.1), as its directory names it. */
const MACROS = Buffer.from('_VBA_PROJECT', 'utf16le');

/**
 * Whether a file can have something run when it is opened, where its type does not tell: a page or a script under any name, which
 * has no signature, and an old document with macros.
 */
export async function isActive(file: KeptFile, read: ReadFile): Promise<boolean> {
  const { size, inspection } = file;
  if (inspection.is !== 'done' || size === 0) return false;
  if (inspection.type === 'application/x-cfb') return holds(read(file), MACROS);
  if (inspection.type !== null) return false;
  const beginning = await buffer(read(file, { start: 0, end: Math.min(size, BEGINNING) - 1 }));
  return ACTIVE.some(pattern => pattern.test(asText(beginning)));
}

const ACTIVE = [
  /^(?:\xef\xbb\xbf)?#!/,
  /<(?:!doctype|html|head|body|script|svg|iframe|meta|object|embed)[\s>/]/i,
];

function asText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return bytes
      .subarray(0, bytes.length & ~1)
      .swap16()
      .toString('utf16le');
  return bytes.toString('latin1');
}

async function holds(file: Readable, what: Buffer): Promise<boolean> {
  let end = Buffer.alloc(0);
  for await (const piece of file) {
    // It may lie across the border of two pieces.
    const seen = Buffer.concat([end, piece]);
    if (seen.includes(what)) return true;
    end = seen.subarray(-what.length);
  }
  return false;
}
