import { posting, writeBin } from '../runs/bin.ts';
import { binsOf, type RunKeys } from '../runs/run-keys.ts';
import { withoutClass } from '../tokens.ts';

/** What is to become a run's bins: so each can be sorted and sealed by itself, and nothing waits for all of them. */
export function createPostings(keys: RunKeys, bins: number) {
  const all = Array.from({ length: bins }, createNumbers);
  return {
    /** Slots come in any order, each once. */
    add(slot: number, tokens: readonly number[]): void {
      const places = binsOf(keys, tokens.map(withoutClass), bins);
      tokens.forEach((token, i) => {
        all[places[i] ?? 0]?.push(posting(token, slot));
      });
    },
    /** Of a run with so many slots. It gives back what it held. */
    write(bin: number, slots: number): Buffer {
      const numbers = all[bin];
      const bytes = writeBin(numbers?.sorted() ?? new Float64Array(), slots);
      all[bin] = createNumbers();
      return bytes;
    },
  };
}

const BEGINS_WITH = 64;

function createNumbers() {
  let numbers = new Float64Array(BEGINS_WITH);
  let length = 0;
  return {
    push(number: number): void {
      if (length === numbers.length) {
        const more = new Float64Array(2 * length);
        more.set(numbers);
        numbers = more;
      }
      numbers[length++] = number;
    },
    sorted: () => numbers.subarray(0, length).sort(),
  };
}
