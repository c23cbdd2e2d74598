import { expect } from 'vitest';

/** Resolves when nobody new is let in at this address. */
export const untilClosed = (url: string) =>
  expect
    .poll(() =>
      fetch(`${url}/healthz`).then(
        () => 'open',
        () => 'closed',
      ),
    )
    .toBe('closed');
