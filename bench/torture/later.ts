/** Begun now and awaited later: until then, a failure must not count as one that nobody hears. */
export function later<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
