/** `size` must be what `bytes` gives, and `crc32` its checksum; a path in `name` is the caller's to refuse. */
export type ZipEntry = {
  name: string;
  size: number;
  crc32: () => Promise<number> | number;
  bytes: () => AsyncIterable<Uint8Array>;
};

type Zip = {
  /** In bytes, known before the first is read. */
  size: number;
  /** To be called once. Throws when an entry is not as long as it said. */
  bytes(): AsyncGenerator<Uint8Array>;
};

/** PKWARE, APPNOTE 6.3.10: what does not fit stands in the fields of ZIP64. */
const MOST_32 = 0xffffffff;
const MOST_16 = 0xffff;
/** Versions that a reader must know: 2.0, and 4.5 for ZIP64. */
const PLAIN = 20;
const LARGE = 45;
/**
 * Bit 11: names in UTF-8. Not bit 3, by which sizes and checksum may come behind the bytes: who reads the archive as a stream,
 * as Java does, cannot tell then where a stored file ends.
 */
const FLAGS = 0x0800;
const MADE_ON_UNIX = 3 << 8;
/** A plain file, for all to read, as Unix writes it. */
const ATTRIBUTES = 0o100644 * 0x10000;

type Placed = ZipEntry & { raw: Buffer; offset: number };

/**
 * An archive of files as they are: films and pictures do not shrink. It needs no memory but for the names.
 * `modified` is in milliseconds since 1970, for all entries; the format keeps local time, that of `timeZone`.
 */
export function createZip(entries: readonly ZipEntry[], modified: number, timeZone: string): Zip {
  const time = dosTime(modified, timeZone);
  let offset = 0;
  const placed = entries.map((entry): Placed => {
    const at = { ...entry, raw: Buffer.from(entry.name), offset };
    offset += localHeader(at, time, 0).length + entry.size;
    return at;
  });
  const directoryOf = (crcs: readonly number[]) =>
    Buffer.concat(placed.map((entry, index) => centralHeader(entry, time, crcs[index] ?? 0)));
  const directoryAt = offset;
  const directorySize = directoryOf([]).length;
  const end = endRecords(placed.length, directorySize, directoryAt);

  return {
    size: directoryAt + directorySize + end.length,
    async *bytes() {
      const crcs: number[] = [];
      for (const entry of placed) {
        const crc = await entry.crc32();
        crcs.push(crc);
        yield localHeader(entry, time, crc);
        yield* asLongAsSaid(entry);
      }
      yield directoryOf(crcs);
      yield end;
    },
  };
}

/** A file that was damaged since is sent as it is: whoever unpacks it is told by its checksum, and has the others. */
async function* asLongAsSaid({ bytes, size }: ZipEntry): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of bytes()) {
    length += chunk.length;
    yield chunk;
  }
  if (length !== size) throw new Error('a file is not as long as it was');
}

const isLarge = (value: number) => value >= MOST_32;
const fit32 = (value: number) => Math.min(value, MOST_32);
const fit16 = (value: number) => Math.min(value, MOST_16);

/** 4.3.7; its extra field holds both sizes where they do not fit (4.5.3). */
function localHeader({ raw, size }: Placed, time: DosTime, crc: number): Buffer {
  const large = isLarge(size);
  const extra = large ? largeField([size, size]) : Buffer.alloc(0);
  const header = numbers([
    ...[u32(0x04034b50), u16(large ? LARGE : PLAIN), u16(FLAGS), u16(0), u16(time.time), u16(time.date)],
    ...[u32(crc), u32(fit32(size)), u32(fit32(size)), u16(raw.length), u16(extra.length)],
  ]);
  return Buffer.concat([header, raw, extra]);
}

/** 4.3.12; its extra field holds those of size, size and offset that do not fit, in this order (4.5.3). */
function centralHeader({ raw, size, offset }: Placed, time: DosTime, crc: number): Buffer {
  const extra = largeField([size, size, offset].filter(isLarge));
  const version = extra.length > 0 ? LARGE : PLAIN;
  const header = numbers([
    ...[u32(0x02014b50), u16(MADE_ON_UNIX | LARGE), u16(version), u16(FLAGS), u16(0)],
    ...[u16(time.time), u16(time.date), u32(crc), u32(fit32(size)), u32(fit32(size))],
    ...[u16(raw.length), u16(extra.length), u16(0), u16(0), u16(0), u32(ATTRIBUTES), u32(fit32(offset))],
  ]);
  return Buffer.concat([header, raw, extra]);
}

const largeField = (values: readonly number[]): Buffer =>
  values.length === 0 ? Buffer.alloc(0) : numbers([u16(0x0001), u16(values.length * 8), ...values.map(u64)]);

/** 4.3.14 to 4.3.16 */
function endRecords(count: number, size: number, offset: number): Buffer {
  const counts = u16(fit16(count));
  const end = numbers([
    ...[u32(0x06054b50), u16(0), u16(0), counts, counts],
    ...[u32(fit32(size)), u32(fit32(offset)), u16(0)],
  ]);
  if (count < MOST_16 && !isLarge(size) && !isLarge(offset)) return end;
  const large = numbers([
    ...[u32(0x06064b50), u64(44), u16(MADE_ON_UNIX | LARGE), u16(LARGE), u32(0), u32(0)],
    ...[u64(count), u64(count), u64(size), u64(offset)],
  ]);
  const locator = numbers([u32(0x07064b50), u32(0), u64(offset + size), u32(1)]);
  return Buffer.concat([large, locator, end]);
}

type Field = { value: number; width: 2 | 4 | 8 };
const u16 = (value: number): Field => ({ value, width: 2 });
const u32 = (value: number): Field => ({ value, width: 4 });
const u64 = (value: number): Field => ({ value, width: 8 });

function numbers(fields: readonly Field[]): Buffer {
  const buffer = Buffer.alloc(fields.reduce((sum, { width }) => sum + width, 0));
  let at = 0;
  for (const { value, width } of fields) {
    if (width === 8) buffer.writeBigUInt64LE(BigInt(value), at);
    else buffer.writeUIntLE(value, at, width);
    at += width;
  }
  return buffer;
}

type DosTime = { time: number; date: number };

/** 4.4.6: two seconds a step, years since 1980. */
function dosTime(at: number, timeZone: string): DosTime {
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric' } as const;
  const format = { ...numeric, minute: 'numeric', second: 'numeric', hourCycle: 'h23', timeZone } as const;
  const found = new Intl.DateTimeFormat('en-GB', format).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(found.find(one => one.type === type)?.value);
  return {
    time: (part('hour') << 11) | (part('minute') << 5) | (part('second') >> 1),
    date: (Math.max(0, part('year') - 1980) << 9) | (part('month') << 5) | part('day'),
  };
}
