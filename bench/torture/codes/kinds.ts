import { median } from '../../report/row.ts';
import { ask } from './ask.ts';
import { guess } from './guess.ts';

const ROUNDS = 600;

/** A network of its own each time: who is not refused yet is told no more than who is. */
const freshAddress = (index: number) => `100.${64 + (index % 64)}.${Math.floor(index / 64) % 256}.1`;
const REFUSED = '203.0.113.7';

/**
 * Whether an answer to a wrong code tells by its words or its time how wrong it is: all kinds in turn, so that what else the machine
 * does falls on each alike. A line for those who may ask on, and one for those who may not.
 */
export async function compareKinds(origin: string, right: string): Promise<string[]> {
  const kinds = {
    'well-formed': guess,
    'one letter off': () => right.slice(0, -1) + (right.endsWith('0') ? '1' : '0'),
    'no code': () => 'no code at all',
    empty: () => '',
    'too long': () => 'x'.repeat(900),
  };
  let index = 0;
  const compare = async (what: string, addressOf: () => string) => {
    const [times, pages] = [new Map<string, number[]>(), new Set<string>()];
    for (let round = 0; round < ROUNDS; round++)
      for (const [kind, make] of Object.entries(kinds)) {
        const { took, status, page } = await ask(origin, addressOf(), make());
        pages.add(`${status} ${page}`);
        times.set(kind, [...(times.get(kind) ?? []), took]);
      }
    const each = [...times].map(([kind, all]) => `${kind} ${median(all).toFixed(2)}`).join(', ');
    return `${what}, ms in the middle: ${each}; half of all within ${quartiles([...times.values()].flat())}; different pages: ${pages.size}`;
  };
  return [
    await compare('first wrong ones', () => freshAddress(index++)),
    await compare('later wrong ones', () => REFUSED),
  ];
}

function quartiles(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  return [0.25, 0.75].map(share => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2)).join('–');
}
