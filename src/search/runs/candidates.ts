import type { Query } from '../../db/database.ts';
import { inClass, TEXT_CLASSES, type TextClass } from '../tokens.ts';
import { addSlots } from './bin.ts';
import { binsOf, openBin } from './run-keys.ts';
import { fetchBins, type Run, slotsIn } from './runs.ts';

/** Of a search: whoever has all of it has one token of each need. */
export type Needs = readonly (readonly number[])[];

/** A run of which a bin is missing, be it because the run was replaced meanwhile, or does not open. */
export class BrokenRun extends Error {
  override name = 'BrokenRun';
  readonly run: string;
  readonly how: 'missing' | 'damaged';
  constructor(run: string, how: 'missing' | 'damaged') {
    super('a part of the search’s index cannot be read');
    this.run = run;
    this.how = how;
  }
}

/** Numbers of tips, ascending. `persons`: those of them that may have it only with what is in names and contacts. */
export type Candidates = { numbers: number[]; persons: ReadonlySet<number> };

/**
 * Of each run the tips that may have what is searched for; and none that has it is missing.
 * @throws {BrokenRun}
 */
export async function candidatesIn(
  query: Query,
  runs: readonly Run[],
  needs: Needs,
): Promise<Map<Run, Candidates>> {
  const tokens = [...new Set(needs.flat())];
  const places = new Map(runs.map(run => [run, binsOf(run.keys, tokens, run.bins)]));
  const asked = [...places].flatMap(([run, bins]) => [...new Set(bins)].map(bin => ({ run: run.id, bin })));
  const sealed = new Map((await fetchBins(query, asked)).map(row => [`${row.run} ${row.bin}`, row.sealed]));
  return new Map(
    [...places].map(([run, bins]) => {
      const binOf = openedBins(run, sealed);
      const at = new Map(tokens.map((token, i) => [token, bins[i] ?? 0]));
      return [run, candidatesOf(run, needs, token => binOf(at.get(token) ?? 0))];
    }),
  );
}

/** Each is opened once, when it is first asked for. */
function openedBins(run: Run, sealed: ReadonlyMap<string, Uint8Array>): (bin: number) => Buffer {
  const open = new Map<number, Buffer>();
  return bin => {
    const known = open.get(bin);
    if (known !== undefined) return known;
    const bytes = sealed.get(`${run.id} ${bin}`);
    const plain = bytes === undefined ? null : openBin(run.keys, run.id, bin, bytes);
    if (plain === null) throw new BrokenRun(run.id, bytes === undefined ? 'missing' : 'damaged');
    open.set(bin, plain);
    return plain;
  };
}

function candidatesOf(run: Run, needs: Needs, binOf: (token: number) => Buffer): Candidates {
  const slots = slotsIn(run);
  let all: Slots | null = null;
  let open: Slots | null = null;
  for (const need of needs) {
    const some = new Uint8Array(Math.ceil(slots / 8));
    const add = (of: TextClass) => {
      for (const token of need) addSlots(binOf(token), inClass(token, of), some);
    };
    OPEN_CLASSES.forEach(add);
    open = both(open, some.slice());
    add('person');
    all = both(all, some);
    if (all.every(byte => byte === 0)) return { numbers: [], persons: new Set() };
  }
  const persons = all?.map((byte, i) => byte & ~(open?.[i] ?? 0)) ?? new Uint8Array(Math.ceil(slots / 8));
  return { numbers: numbersIn(run, all, slots), persons: new Set(numbersIn(run, persons, slots)) };
}

/** A bit for each. */
type Slots = Uint8Array;

const OPEN_CLASSES = TEXT_CLASSES.filter(of => of !== 'person');

const both = (one: Slots | null, other: Slots): Slots =>
  one === null ? other : one.map((byte, i) => byte & (other[i] ?? 0));

/** `bits` null: all of them. */
function numbersIn({ low, numbers }: Run, bits: Uint8Array | null, slots: number): number[] {
  const found: number[] = [];
  for (let slot = 0; slot < slots; slot++) {
    const byte = bits === null ? 0xff : (bits[slot >> 3] ?? 0);
    if (byte === 0) slot |= 7;
    else if (byte & (1 << (slot & 7))) found.push(numbers?.[slot] ?? low + slot);
  }
  return found;
}
