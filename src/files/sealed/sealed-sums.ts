import { type Checksums, createChecksums } from '../checksums.ts';
import { createPortableChecksums, type PortableChecksums, type Sums } from '../portable-checksums.ts';
import { CHUNK } from './chunks.ts';

/** Sums of what was sent, counted chunk by chunk; `state` is null where only this process can go on with them. */
export type SealedSums = {
  update(plain: Uint8Array): void;
  state(): Sums | null;
  digest(): ReturnType<PortableChecksums['digest']>;
};

const inProcess = (sums: Checksums): SealedSums => ({ ...sums, state: () => null });

/** Of so many uploads: those that another process ends or sweeps are never asked for here again. */
const MOST_RUNNING = 4_096;

/**
 * `isFar`: to read a file again would take its whole way back, so that any process must be able to go on with its sums. Else Node's
 * own are taken, which are several times as fast, and a file is read again where another process has begun it.
 */
export function createSumsOf(isFar: boolean) {
  const running = new Map<string, { at: number; sums: SealedSums }>();
  return {
    /** Behind `at` bytes that are kept, of which `state` is what is kept; null where they must be counted again. */
    async goOn(id: string, at: number, state: Sums | null): Promise<SealedSums | null> {
      const here = running.get(id);
      running.delete(id);
      if (here?.at === at) return here.sums;
      // Sums are those of whole chunks.
      if (at < CHUNK) return isFar ? createPortableChecksums(null) : inProcess(createChecksums());
      return state && createPortableChecksums(state);
    },
    /** Of a file of `size` bytes, all of which are kept; as `goOn`. */
    async ofAll(id: string, size: number, state: Sums | null): Promise<SealedSums | null> {
      const here = running.get(id);
      running.delete(id);
      if (here?.at === size) return here.sums;
      return state && createPortableChecksums(state);
    },
    /** What comes before `at` is kept, and stays as it is. Of too many, the one that waits longest is counted again. */
    putBack(id: string, at: number, sums: SealedSums) {
      running.set(id, { at, sums });
      const [oldest] = running.keys();
      if (running.size > MOST_RUNNING && oldest !== undefined) running.delete(oldest);
    },
    forget: (id: string) => void running.delete(id),
  };
}

export type SumsOf = ReturnType<typeof createSumsOf>;
