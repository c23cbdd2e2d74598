/** What is looked for, by a name that a failing test tells. */
export type Needles = ReadonlyMap<string, Buffer>;

/** The names of those that stand in these bytes: as they are, in base64 of either alphabet, or in hex. */
export type Finder = (bytes: Buffer) => Set<string>;

/** A needle is known by its first bytes, so that looking for a hundred thousand of them costs one pass. */
const HEAD = 4;
const TABLE_BITS = 22;

/** Of needles of 8 bytes and more. */
export function createFinder(needles: Needles): Finder {
  const heads = new Uint8Array(2 ** TABLE_BITS);
  const byHead = new Map<number, { name: string; needle: Buffer }[]>();
  for (const [name, plain] of needles) {
    for (const needle of waysToWrite(plain)) {
      const head = needle.readUInt32LE(0);
      heads[placeOf(head)] = 1;
      byHead.set(head, [...(byHead.get(head) ?? []), { name, needle }]);
    }
  }
  return bytes => {
    const found = new Set<string>();
    let head = 0;
    for (let at = 0; at < bytes.length; at++) {
      head = (head >>> 8) | ((bytes[at] ?? 0) << 24);
      if (at < HEAD - 1 || heads[placeOf(head)] === 0) continue;
      const from = at - HEAD + 1;
      for (const { name, needle } of byHead.get(head >>> 0) ?? [])
        if (needle.equals(bytes.subarray(from, from + needle.length))) found.add(name);
    }
    return found;
  };
}

const placeOf = (head: number) => Math.imul(head, 0x9e3779b1) >>> (32 - TABLE_BITS);

function* waysToWrite(plain: Buffer): Generator<Buffer> {
  yield plain;
  yield Buffer.from(plain.toString('hex'));
  // Its letters depend on how many bytes stand before it, and the outermost on what these are.
  for (const before of [0, 1, 2]) {
    const placed = Buffer.concat([Buffer.alloc(before), plain]);
    const [first, end] = [Math.ceil((before * 8) / 6), Math.floor((placed.length * 8) / 6)];
    for (const alphabet of ['base64', 'base64url'] as const)
      yield Buffer.from(placed.toString(alphabet).slice(first, end));
  }
}
