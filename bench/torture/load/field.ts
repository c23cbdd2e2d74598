import { setTimeout as wait } from 'node:timers/promises';
import type { Chance } from '../chance.ts';
import type { Desk } from '../desk.ts';
import type { Ledger } from '../ledger.ts';

/** What everyone who uses the desk has at hand. */
export type Field = {
  desk: Pick<Desk, 'url' | 'now' | 'latest' | 'whenUp'>;
  ledger: Ledger;
  chance: Chance;
  /** Aborted when nothing new is to begin. */
  signal: AbortSignal;
};

/** Acts again and again, with a pause of up to `most` milliseconds, while the desk is there. */
export async function keepOn(field: Field, most: number, act: () => Promise<void>): Promise<void> {
  while (!field.signal.aborted) {
    await field.desk.whenUp(field.signal);
    if (field.signal.aborted) return;
    await act();
    await pause(field, field.chance.between(0, most));
  }
}

export const pause = (field: Field, milliseconds: number): Promise<void> =>
  wait(milliseconds, undefined, { signal: field.signal }).catch(() => {});
