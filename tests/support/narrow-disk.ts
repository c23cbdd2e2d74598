import { Readable } from 'node:stream';

const MEGABYTE = Buffer.alloc(2 ** 20);

/** A disk that is full when it is looked at for the third time, after a file has begun, and then has room again. */
export function createNarrowDisk() {
  let looks = 0;
  async function* megabytes() {
    while (looks < 3) yield MEGABYTE;
    for (let more = 0; more < 20; more++) yield MEGABYTE;
  }
  return {
    free: async () => (++looks === 3 ? 0 : 1e12),
    /** As many megabytes as it takes, and twenty more. */
    fillingStream: () => Readable.from(megabytes()),
  };
}
