/** Where somebody waits, from the widest to the narrowest: a network, say, and an address in it. Those of one level take turns. */
export type Lane = readonly string[];

/** As `Slots` of `limiter.ts`, but whoever has many waiting keeps only themselves waiting. All lanes have the same depth. */
export type FairSlots = {
  /**
   * Works in its lane's turn. @throws `refusal`, before the work has begun, when too many wait and no lane is fuller than
   * its own, when a thinner lane takes its place, or when `signal` tells that nobody waits for it any more.
   */
  within<T>(lane: Lane, work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
};

type WhenFull = { mostWaiting: number; refusal: () => Error };

export function createFairSlots(atOnce: number, { mostWaiting, refusal }: WhenFull): FairSlots {
  let taken = 0;
  const all = emptyCrowd();

  async function take(lane: Lane, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) throw refusal();
    if (taken < atOnce) {
      taken += 1;
      return;
    }
    if (all.count >= mostWaiting) {
      const last = whoGivesWay(all, lane);
      if (last === null) throw refusal();
      remove(all, last);
      last.reject(refusal());
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiter: Waiter = { lane, resolve, reject };
    add(all, waiter);
    const leave = () => remove(all, waiter) && reject(refusal());
    signal?.addEventListener('abort', leave, { once: true });
    return promise.finally(() => signal?.removeEventListener('abort', leave));
  }

  return {
    async within(lane, work, signal) {
      await take(lane, signal);
      try {
        return await work();
      } finally {
        const next = nextOf(all);
        if (next === null) taken -= 1;
        else next.resolve();
      }
    },
  };
}

type Waiter = { lane: Lane; resolve: () => void; reject: (error: Error) => void };

/** All who wait in a lane, or in the lanes of one name. `inner`: whose turn it is comes first. */
type Crowd = { count: number; inner: Map<string, Crowd>; waiters: Waiter[] };

const emptyCrowd = (): Crowd => ({ count: 0, inner: new Map(), waiters: [] });

function add(all: Crowd, waiter: Waiter): void {
  let crowd = all;
  crowd.count += 1;
  for (const name of waiter.lane) {
    const inner = crowd.inner.get(name) ?? emptyCrowd();
    crowd.inner.set(name, inner);
    crowd = inner;
    crowd.count += 1;
  }
  crowd.waiters.push(waiter);
}

/** Whether it still waited. */
function remove(crowd: Crowd, waiter: Waiter, depth = 0): boolean {
  const name = waiter.lane[depth];
  const inner = name === undefined ? undefined : crowd.inner.get(name);
  const at = name === undefined ? crowd.waiters.indexOf(waiter) : -1;
  if (at >= 0) crowd.waiters.splice(at, 1);
  else if (name === undefined || inner === undefined || !remove(inner, waiter, depth + 1)) return false;
  crowd.count -= 1;
  if (name !== undefined && inner?.count === 0) crowd.inner.delete(name);
  return true;
}

/** Takes out whoever's turn it is. Their lane, and all that it stands in, goes behind the others. */
function nextOf(crowd: Crowd): Waiter | null {
  const [first] = crowd.inner;
  const waiter = first === undefined ? crowd.waiters.shift() : nextOf(first[1]);
  if (!waiter) return null;
  crowd.count -= 1;
  if (first === undefined) return waiter;
  const [name, inner] = first;
  crowd.inner.delete(name);
  if (inner.count > 0) crowd.inner.set(name, inner);
  return waiter;
}

/** The last of the fullest lane; null where that is the newcomer's own, or would be no fuller than it afterwards. */
function whoGivesWay(crowd: Crowd, lane: Lane): Waiter | null {
  const fullest = fullestIn(crowd);
  if (fullest === null) return null;
  const [name, ...rest] = lane;
  const own = crowd.inner.get(name ?? '');
  if (own === fullest) return whoGivesWay(fullest, rest);
  return (own?.count ?? 0) + 1 < fullest.count ? lastOf(fullest) : null;
}

function fullestIn({ inner }: Crowd): Crowd | null {
  let most: Crowd | null = null;
  for (const one of inner.values()) if (most === null || one.count >= most.count) most = one;
  return most;
}

function lastOf(crowd: Crowd): Waiter | null {
  const fullest = fullestIn(crowd);
  return fullest === null ? (crowd.waiters.at(-1) ?? null) : lastOf(fullest);
}
