import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** What is told of a whole file: `sha256` in hex; `crc32` as a zip says it before each file. */
export type Digest = { sha256: string; crc32: number };

/** Both sums of what was added so far. */
export type Checksums = { update(bytes: Uint8Array): void; digest(): Digest };

export function createChecksums(): Checksums {
  const sha256 = createHash('sha256');
  let crc = 0;
  return {
    update(bytes) {
      sha256.update(bytes);
      crc = crc32(bytes, crc);
    },
    digest: () => ({ sha256: sha256.digest('hex'), crc32: crc }),
  };
}
