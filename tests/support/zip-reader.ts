import { crc32 } from 'node:zlib';

type Unpacked = { name: string; bytes: Buffer; modified: [date: number, time: number] };

/**
 * Reads an archive as an unpacker does: from its end, by its directory, each entry against its own header and its checksum.
 * Of stored entries, in less than 4 GB.
 */
export function readZip(zip: Buffer): Unpacked[] {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end !== zip.length - 22) throw new Error('the archive has no end');
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  if (at + zip.readUInt32LE(end + 12) !== end) throw new Error('the directory is not as long as it says');
  return Array.from({ length: count }, () => {
    const [entry, next] = readEntry(zip, at);
    at = next;
    return entry;
  });
}

/** Reads it as a stream, from its beginning and without its directory: each entry as its own header says. */
export function streamZip(zip: Buffer): Pick<Unpacked, 'name' | 'bytes'>[] {
  const entries: Pick<Unpacked, 'name' | 'bytes'>[] = [];
  let at = 0;
  while (zip.toString('latin1', at, at + 4) === 'PK\x03\x04') {
    if ((zip.readUInt16LE(at + 6) & 0x0008) !== 0) throw new Error('the size comes behind the bytes');
    const [crc, size, expanded] = [14, 18, 22].map(field => zip.readUInt32LE(at + field));
    if (size === undefined || size !== expanded) throw new Error('a stored entry has two sizes');
    const from = at + 30 + zip.readUInt16LE(at + 26);
    const start = from + zip.readUInt16LE(at + 28);
    const bytes = zip.subarray(start, start + size);
    if (crc32(bytes) !== crc) throw new Error('a checksum is wrong');
    entries.push({ name: zip.toString('utf8', at + 30, from), bytes });
    at = start + size;
  }
  expectSignature(zip, at, 'PK\x01\x02');
  return entries;
}

function readEntry(zip: Buffer, at: number): [Unpacked, next: number] {
  expectSignature(zip, at, 'PK\x01\x02');
  const [flags, method] = [zip.readUInt16LE(at + 8), zip.readUInt16LE(at + 10)];
  if ((flags & 0x0800) === 0 || method !== 0)
    throw new Error('a name is not UTF-8, or the entry is not stored');
  const [crc, size] = [zip.readUInt32LE(at + 16), zip.readUInt32LE(at + 24)];
  const [nameLength, extraLength] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30)];
  const rawName = zip.subarray(at + 46, at + 46 + nameLength);
  const local = zip.readUInt32LE(at + 42);

  expectSignature(zip, local, 'PK\x03\x04');
  const localName = zip.readUInt16LE(local + 26);
  const from = local + 30 + localName + zip.readUInt16LE(local + 28);
  const bytes = zip.subarray(from, from + size);
  if (!zip.subarray(local + 30, local + 30 + localName).equals(rawName)) throw new Error('two names differ');
  if (crc32(bytes) !== crc) throw new Error('a checksum is wrong');
  const localFlags = zip.readUInt16LE(local + 6);
  if (localFlags !== flags) throw new Error('two flags differ');
  const modified: Unpacked['modified'] = [zip.readUInt16LE(at + 14), zip.readUInt16LE(at + 12)];
  return [{ name: rawName.toString(), bytes, modified }, at + 46 + nameLength + extraLength];
}

function expectSignature(zip: Buffer, at: number, signature: string): void {
  if (zip.toString('latin1', at, at + 4) !== signature) throw new Error(`no ${signature} at ${at}`);
}
