import { isDeepStrictEqual } from 'node:util';
import type { Selectable } from 'kysely';
import type { Query } from '../db/database.ts';
import type { Schema } from '../db/schema/schema.ts';
import { foundBy, readChainedTo, unchained } from './chain.ts';
import { BEFORE_FIRST, type Entry, proofOf } from './entry.ts';
import type { Head } from './head.ts';

/** Rows of a page. */
const PAGE = 2_000;

export type Fault =
  /** What stands there is not what was chained: something in it has changed, or it stands where another one stood. */
  | { is: 'changed'; place: number; entry: Entry }
  /** Its event is gone. */
  | { is: 'removed'; place: number; event: number }
  /** These places are gone; whether the next one's entry has changed cannot be seen. */
  | { is: 'places missing'; from: number; to: number }
  /** Put in, or left behind when its place was taken away. */
  | { is: 'without a place'; entry: Entry };

export type Verified = {
  /** Entries that were looked at. */
  entries: number;
  head: Head | null;
  faults: number;
  /** Entries that wait for their place. */
  waiting: number;
  /** What a kept head shows: `cut`: the history ends before it; `other`: it went on otherwise. Null where none is given. */
  kept: 'holds' | 'cut' | 'other' | null;
};

/** `onFault` hears of each as it is found. */
type Course = { key: Buffer; kept: Head | null; onFault: (fault: Fault) => void };

/** Goes through all of the history, in its order, a page at a time. */
export async function verifyHistory(query: Query, { key, kept, onFault }: Course): Promise<Verified> {
  let faults = 0;
  const tell = (fault: Fault) => {
    faults += 1;
    onFault(fault);
  };
  // First: whoever had no place when this was read, and should have had one, has none later either.
  const chainedTo = await readChainedTo(query);
  const { head, entries, keptProof } = await verifyChain(query, { key, kept, tell });
  const waiting = await verifyPlaces(query, chainedTo, tell);
  return { entries, head, faults, waiting, kept: keptAs(kept, keptProof) };
}

function keptAs(kept: Head | null, found: string | null): Verified['kept'] {
  if (kept === null) return null;
  if (found === null) return 'cut';
  return found === kept.proof ? 'holds' : 'other';
}

type Link = Selectable<Schema['history_chain']> & { entry: Entry | null };

type Walk = { key: Buffer; kept: Head | null; tell: (fault: Fault) => void };

async function verifyChain(query: Query, { key, kept, tell }: Walk) {
  let [head, entries]: [Head, number] = [{ place: 0, proof: BEFORE_FIRST }, 0];
  let keptProof: string | null = null;
  for await (const link of linksOf(query)) {
    for (const fault of faultsOf(key, head, link)) tell(fault);
    const { place, proof } = link;
    if (place === kept?.place) keptProof = proof;
    if (isBehind(link, head)) head = { place, proof };
    entries += 1;
  }
  return { head: entries === 0 ? null : head, entries, keptProof };
}

const isBehind = ({ place }: Link, head: Head) => Number.isInteger(place) && place > head.place;

function* faultsOf(key: Buffer, head: Head, link: Link): Generator<Fault> {
  const { place, event, entry } = link;
  const isNext = place === head.place + 1;
  const isFurther = !isNext && isBehind(link, head);
  if (isFurther) yield { is: 'places missing', from: head.place + 1, to: place - 1 };
  if (entry === null) yield { is: 'removed', place, event };
  else if (isFurther) return;
  else if (!isNext || !isProved(key, head, link, entry)) yield { is: 'changed', place, entry };
}

const isProved = (key: Buffer, { proof: previous }: Head, link: Link, entry: Entry) =>
  isDeepStrictEqual(foundBy(link), foundBy(entry)) &&
  link.proof === proofOf(key, { place: link.place, previous, entry });

async function* linksOf(query: Query): AsyncGenerator<Link> {
  let after: number | undefined;
  while (true) {
    const all = query.selectFrom('history_chain').selectAll().orderBy('place').limit(PAGE);
    const rows = await (after === undefined ? all : all.where('place', '>', after)).execute();
    const entries = await entriesOf(
      query,
      rows.map(({ event }) => event),
    );
    for (const row of rows) yield { ...row, entry: entries.get(row.event) ?? null };
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.place;
  }
}

async function entriesOf(query: Query, ids: readonly number[]): Promise<Map<number, Entry>> {
  if (ids.length === 0) return new Map();
  const rows = await query.selectFrom('events').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.map(row => [row.id, row]));
}

/** Gives how many wait for their place. */
async function verifyPlaces(query: Query, chainedTo: number, tell: Walk['tell']): Promise<number> {
  let [waiting, after] = [0, Number.MIN_SAFE_INTEGER];
  while (true) {
    const page = await unchained(query, after, PAGE);
    for (const entry of page) {
      if (entry.id <= chainedTo) tell({ is: 'without a place', entry });
      else waiting += 1;
    }
    if (page.length < PAGE) return waiting;
    after = page.at(-1)?.id ?? after;
  }
}
