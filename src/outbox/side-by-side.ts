import type { Outbox } from './outbox.ts';

/** Outboxes that have each their own kinds and hands, as one: what takes long in one holds up nothing in another. */
export function sideBySide(first: Outbox, ...others: readonly Outbox[]): Outbox {
  const all = [first, ...others];
  const wake = () => {
    for (const outbox of all) outbox.wake();
  };
  return {
    start() {
      for (const outbox of all) outbox.start();
    },
    async stop(within) {
      await Promise.all(all.map(outbox => outbox.stop(within)));
    },
    wake,
    // These look at the table, which is one.
    health: first.health,
    async retry() {
      const due = await first.retry();
      wake();
      return due;
    },
  };
}
