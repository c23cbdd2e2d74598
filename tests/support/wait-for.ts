import { vi } from 'vitest';
import { PATIENCE } from './patience.ts';

/** Looks again until the expectation in it holds. */
export const waitFor = <T>(look: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(look, { timeout: PATIENCE, interval: 20 });

/** Looks again until the answer is true. */
export const waitUntil = (isSo: () => boolean | Promise<boolean>): Promise<boolean> =>
  vi.waitUntil(isSo, { timeout: PATIENCE, interval: 20 });
