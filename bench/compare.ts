import { type Load, measure } from './load.ts';
import { cpuOf } from './proc.ts';
import { inTurn, type Row } from './report/row.ts';
import type { Running } from './servers.ts';

const ROUNDS = 3;
const SECONDS = 2;

/** The same load on the desk and on something else, in turn. */
export type Comparison = {
  what: string;
  load: Load;
  clients: number;
  desk: Running;
  other: Running;
  /** What the other is called. */
  name: string;
};

/** How many answers a second. `least`: the ratio at which it is met, or null. */
export async function compareRates({ least, ...of }: Comparison & { least: number | null }): Promise<Row> {
  const rate =
    ({ origin }: Running) =>
    async () =>
      (await measure(origin, of.load, of.clients, SECONDS)).perSecond;
  const target = least === null ? null : ({ is: 'at least', value: least } as const);
  return rowOf(of, 'a second', rate, target);
}

/** What an answer takes of the processor, which tells more than a rate where others are at work on the machine. */
export function compareProcessor(of: Comparison): Promise<Row> {
  const processor =
    ({ origin, pid }: Running) =>
    async () => {
      const before = await cpuOf(pid);
      const { perSecond } = await measure(origin, of.load, of.clients, SECONDS);
      return (((await cpuOf(pid)) - before) / (perSecond * SECONDS)) * 1e6;
    };
  return rowOf(of, 'µs', processor, null);
}

async function rowOf(
  { what, desk, other, name }: Comparison,
  unit: Row['unit'],
  ask: (running: Running) => () => Promise<number>,
  target: Row['target'],
): Promise<Row> {
  const found = await inTurn(ROUNDS, ask(desk), ask(other));
  return { what, unit, ours: found.ours, against: { name, values: found.other }, target };
}
