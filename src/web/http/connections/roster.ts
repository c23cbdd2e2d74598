import { isSlow, type Pace } from './pace.ts';

/** A connection, or a request that a proxy has brought. Null is loopback, where an onion service may stand for thousands. */
export type Holder = {
  bucket: string | null;
  network: string | null;
  isStaff: boolean;
  pace: Pace;
  cut(): void;
};

export const STAFF = 'staff';
const LOCAL = 'local';
const ADDRESS = 'address ';

/** Under what a holder counts. */
export const namesOf = ({ isStaff, bucket, network }: Holder): string[] =>
  isStaff ? [STAFF] : bucket === null ? [LOCAL] : [`${ADDRESS}${bucket}`, `network ${network}`];

/** Parts of all that one may have once half is taken. Thousands may share an address: a Tor exit, a mobile network. */
export function shareOf(name: string): number {
  if (name === STAFF) return 0.1;
  if (name === LOCAL) return 0.5;
  return name.startsWith(ADDRESS) ? 0.05 : 0.2;
}

/** Who is there, and how many under each name. */
export function createRoster() {
  const holders = new Set<Holder>();
  const counts = new Map<string, number>();
  const countOf = (name: string) => counts.get(name) ?? 0;
  const count = (holder: Holder, by: 1 | -1) => {
    for (const name of namesOf(holder)) {
      const sum = countOf(name) + by;
      if (sum === 0) counts.delete(name);
      else counts.set(name, sum);
    }
  };
  const add = (holder: Holder): void => {
    holders.add(holder);
    count(holder, 1);
  };
  const remove = (holder: Holder): void => {
    if (holders.delete(holder)) count(holder, -1);
  };
  return {
    holders,
    countOf,
    add,
    remove,
    /** Whether it was there or not. */
    changeToStaff(holder: Holder): void {
      remove(holder);
      holder.isStaff = true;
      add(holder);
    },
    /** The address, or loopback, that holds most. */
    heaviest(): { name: string; count: number } | null {
      let heaviest: { name: string; count: number } | null = null;
      for (const [name, sum] of counts)
        if ((name.startsWith(ADDRESS) || name === LOCAL) && sum > (heaviest?.count ?? 0))
          heaviest = { name, count: sum };
      return heaviest;
    },
  };
}

export const ALL = 'all';

/** Who has just come may still be silent, in milliseconds. */
const GRACE = 10_000;
/** So old, at most, is what is known of who is slowest: with thousands that come in a second it is not found out for each. */
const RANKED_FOR = 1_000;

type Ranked = { holder: Holder; recent: number };

/** Finds the slowest of a name, or of all. Staff do not give way, and nobody who waits for us. */
export function createRanking(holders: ReadonlySet<Holder>, clock: () => number) {
  let at = Number.NEGATIVE_INFINITY;
  let byName = new Map<string, Ranked[]>();
  return {
    slowest(name: string, how: 'if slow' | 'anyway'): Holder | null {
      if (clock() - at >= RANKED_FOR) [at, byName] = [clock(), rank(holders, clock())];
      const ranked = byName.get(name) ?? [];
      while (isGone(holders, ranked.at(-1))) ranked.pop();
      const last = ranked.at(-1);
      return last === undefined || (how === 'if slow' && !isSlow(last.recent)) ? null : last.holder;
    },
  };
}

const isGone = (holders: ReadonlySet<Holder>, ranked: Ranked | undefined) =>
  ranked !== undefined && (!holders.has(ranked.holder) || ranked.holder.isStaff);

/** Under each name those that may give way, the slowest last. */
function rank(holders: ReadonlySet<Holder>, now: number): Map<string, Ranked[]> {
  const ranked = [...holders]
    .filter(({ isStaff, pace }) => !isStaff && now - pace.begun >= GRACE)
    .map(holder => ({ holder, recent: holder.pace.recent() }))
    .filter(({ recent }) => Number.isFinite(recent))
    .sort((one, other) => other.recent - one.recent);
  const byName = new Map<string, Ranked[]>([[ALL, ranked]]);
  for (const one of ranked)
    for (const name of namesOf(one.holder)) {
      const others = byName.get(name);
      if (others === undefined) byName.set(name, [one]);
      else others.push(one);
    }
  return byName;
}
