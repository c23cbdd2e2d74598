import { pause } from './timing.ts';

/** Nobody waits longer for code, in milliseconds. On a slow line it may still come. */
const LOADED_WITHIN = 10_000;

/** Rejects where it has not come in time. */
export const inTime = <T>(loading: Promise<T>): Promise<T> =>
  Promise.race([loading, pause(LOADED_WITHIN).then(() => Promise.reject(new Error('too late')))]);

/**
 * Loads a module once, and again after it failed. Each try has an address of its own: Chromium remembers one that failed, and
 * fails again without asking.
 */
export function createLoader<T>(href: string): () => Promise<T> {
  let tries = 0;
  let loading: Promise<T> | null = null;
  const load = async (address: string) => {
    const code: T = await import(address);
    return code;
  };
  const begin = () => {
    tries += 1;
    return load(tries === 1 ? href : `${href}?${tries}`).catch(error => {
      loading = null;
      throw error;
    });
  };
  return () => {
    loading ??= begin();
    return loading;
  };
}
