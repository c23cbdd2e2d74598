/**
 * A bin, as it is before it is sealed: how many tokens; each of them, sorted, with where its slots end; then the slots, as the gaps
 * between them in seven bits a byte, or as a bitmap where that is shorter. Its length tells little: a multiple of so many bytes.
 */
const PADDING = 256;

/** A token and one slot of it in one number, by which a bin is sorted. */
export const posting = (token: number, slot: number): number => token * SLOTS + slot;
/** More slots than any run has. */
const SLOTS = 2 ** 16;

const [HEAD, ENTRY] = [4, 8];

/** `postings` sorted, none twice; `slots`: how many the run has. */
export function writeBin(postings: Float64Array, slots: number): Buffer {
  const groups = groupsOf(postings);
  const bitmapBytes = Math.ceil(slots / 8);
  const most = HEAD + groups.length * (ENTRY + bitmapBytes) + postings.length * 3;
  const bytes = Buffer.alloc(Math.ceil(most / PADDING) * PADDING);
  bytes.writeUInt32LE(groups.length, 0);
  let end = HEAD + groups.length * ENTRY;
  groups.forEach(({ token, from, to }, i) => {
    const begin = end;
    end = writeGaps(bytes, begin, postings.subarray(from, to));
    const isBitmap = end - begin > bitmapBytes;
    if (isBitmap) {
      bytes.fill(0, begin, end);
      end = writeBitmap(bytes, begin, postings.subarray(from, to), bitmapBytes);
    }
    bytes.writeUInt32LE(token, HEAD + i * ENTRY);
    bytes.writeUInt32LE(end * 2 + (isBitmap ? 1 : 0), HEAD + i * ENTRY + 4);
  });
  return bytes.subarray(0, Math.ceil(end / PADDING) * PADDING);
}

function groupsOf(postings: Float64Array): { token: number; from: number; to: number }[] {
  const groups: { token: number; from: number; to: number }[] = [];
  let last: { token: number; from: number; to: number } | null = null;
  postings.forEach((entry, at) => {
    const token = Math.floor(entry / SLOTS);
    if (last?.token === token) last.to = at + 1;
    else {
      last = { token, from: at, to: at + 1 };
      groups.push(last);
    }
  });
  return groups;
}

function writeGaps(bytes: Buffer, begin: number, postings: Float64Array): number {
  let end = begin;
  let before = -1;
  for (const entry of postings) {
    const slot = entry % SLOTS;
    let gap = slot - before - 1;
    before = slot;
    for (; gap > 0x7f; gap >>>= 7) bytes[end++] = (gap & 0x7f) | 0x80;
    bytes[end++] = gap;
  }
  return end;
}

function writeBitmap(bytes: Buffer, begin: number, postings: Float64Array, length: number): number {
  for (const entry of postings) {
    const slot = entry % SLOTS;
    const at = begin + (slot >> 3);
    bytes[at] = (bytes[at] ?? 0) | (1 << (slot & 7));
  }
  return begin + length;
}

/** Sets the bit of each slot that has the token. */
export function addSlots(bin: Buffer, token: number, bits: Uint8Array): void {
  const count = bin.readUInt32LE(0);
  const at = placeOf(bin, token, count);
  if (at === null) return;
  const entry = bin.readUInt32LE(HEAD + at * ENTRY + 4);
  const begin = at === 0 ? HEAD + count * ENTRY : endOf(bin, at - 1);
  const slots = bin.subarray(begin, endOf(bin, at));
  if (entry % 2 === 1) addBitmap(slots, bits);
  else addGaps(slots, bits);
}

const endOf = (bin: Buffer, at: number) => Math.floor(bin.readUInt32LE(HEAD + at * ENTRY + 4) / 2);

function placeOf(bin: Buffer, token: number, count: number): number | null {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (bin.readUInt32LE(HEAD + middle * ENTRY) < token) low = middle + 1;
    else high = middle;
  }
  return low < count && bin.readUInt32LE(HEAD + low * ENTRY) === token ? low : null;
}

function addBitmap(slots: Buffer, bits: Uint8Array): void {
  for (let i = 0; i < slots.length; i++) bits[i] = (bits[i] ?? 0) | (slots[i] ?? 0);
}

function addGaps(slots: Buffer, bits: Uint8Array): void {
  let [gap, shift, slot] = [0, 0, -1];
  for (const byte of slots) {
    gap |= (byte & 0x7f) << shift;
    shift += 7;
    if (byte > 0x7f) continue;
    slot += gap + 1;
    bits[slot >> 3] = (bits[slot >> 3] ?? 0) | (1 << (slot & 7));
    [gap, shift] = [0, 0];
  }
}
