import { setTimeout as wait } from 'node:timers/promises';
import type { Desk } from '../desk/desk.ts';
import type { Ledger } from '../ledger.ts';
import type { Random } from '../random.ts';

/** What everyone who uses the desk is handed. */
export type LoadContext = {
  desk: Pick<Desk, 'url' | 'now' | 'latest' | 'whenUp'>;
  ledger: Ledger;
  random: Random;
  /** Aborted when nothing new is to begin. */
  signal: AbortSignal;
};

/** Acts again and again, with a pause of up to `most` milliseconds, while the desk is there. */
export async function repeatedly(
  context: LoadContext,
  most: number,
  act: () => Promise<void>,
): Promise<void> {
  while (!context.signal.aborted) {
    await context.desk.whenUp(context.signal);
    if (context.signal.aborted) return;
    await act();
    await pause(context, context.random.between(0, most));
  }
}

export const pause = (context: LoadContext, milliseconds: number): Promise<void> =>
  wait(milliseconds, undefined, { signal: context.signal }).catch(() => {});
