import { expect } from 'vitest';

/** Resolves when nobody new is let in at this address. On SQLite a process hears of a higher mark only by its next sign, within 15 s. */
export const untilClosed = (url: string) =>
  expect
    .poll(() =>
      // Who connects while workers close their door may hang until the last of them has ended: nobody takes them, or refuses them.
      fetch(`${url}/healthz`, { signal: AbortSignal.timeout(1_000) }).then(
        () => 'open',
        error => (error.name === 'TimeoutError' ? 'hanging' : 'closed'),
      ),
    )
    .toBe('closed');
