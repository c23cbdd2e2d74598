import { createCipheriv, createHash } from 'node:crypto';

/** Random numbers that come out the same for the same seed. Whoever acts has a source of its own, so that none depends on the others' pace. */
export type Random = {
  /** From `from` up to, but not, `to`. */
  between(from: number, to: number): number;
  /** A whole number; both ends included. */
  whole(from: number, to: number): number;
  /** True so often, from 0 to 1. */
  is(often: number): boolean;
  pick<T>(from: readonly [T, ...T[]]): T;
  bytes(length: number): Buffer;
  /** 128 bits in hex. */
  id(): string;
  /** Another source, that goes by this name. */
  of(name: string): Random;
};

export function createRandom(seed: string): Random {
  const key = createHash('sha256').update(seed).digest();
  const stream = (length: number, nonce: number) => {
    const counter = Buffer.alloc(16);
    counter.writeUInt32BE(nonce);
    return createCipheriv('aes-256-ctr', key, counter).update(Buffer.alloc(length));
  };
  let taken = 0;
  const unit = () => stream(4, ++taken).readUInt32BE() / 2 ** 32;
  const whole = (from: number, to: number) => from + Math.floor(unit() * (to - from + 1));
  return {
    between: (from, to) => from + unit() * (to - from),
    whole,
    is: often => unit() < often,
    pick: from => from[whole(0, from.length - 1)] ?? from[0],
    bytes: length => stream(length, ++taken),
    id: () => stream(16, ++taken).toString('hex'),
    of: name => createRandom(`${seed}/${name}`),
  };
}
