import type { Database, Query, Write } from '../db/database.ts';
import { HISTORY_CHAINED_TO, readFact, writeFact } from '../db/desk-facts.ts';
import { settledEvent } from '../db/settled-event.ts';
import { BEFORE_FIRST, type Entry, proofOf } from './entry.ts';
import { readHead } from './head.ts';

/** Entries of one transaction, which others wait for on SQLite. */
const AT_ONCE = 500;

export type ChainParts = { database: Database; key: Buffer };

/** `yieldToPosts`: resolves when the next entries may be chained. */
type Course = { signal?: AbortSignal; yieldToPosts?: () => Promise<void> };

/**
 * Gives every event that is not chained yet its place, whoever noted it; in each transaction all are, or none. Processes that do so
 * at once take turns. Gives how many it has chained.
 */
export async function chainEvents(
  { database, key }: ChainParts,
  { signal, yieldToPosts = async () => {} }: Course = {},
): Promise<number> {
  let after = await readChainedTo(database.query);
  if ((await unchained(database.query, after, 1)).length === 0) return 0;
  const settled = (await settledEvent(database)) ?? 0;
  let count = 0;
  while (!signal?.aborted) {
    await yieldToPosts();
    const chained = await database.write(trx => chainSome(trx, key, { after, settled }));
    count += chained.count;
    if (chained.count < AT_ONCE) return count;
    after = chained.last;
  }
  return count;
}

/** The id up to which every event is chained. */
export const readChainedTo = async (query: Query | Write): Promise<number> =>
  Number((await readFact(query, HISTORY_CHAINED_TO)) ?? 0);

/** The first events behind this id that have no place, by their ids. */
export const unchained = (query: Query | Write, after: number, most: number): Promise<Entry[]> =>
  query
    .selectFrom('events')
    .selectAll('events')
    .leftJoin('history_chain', 'history_chain.event', 'events.id')
    .where('events.id', '>', after)
    .where('history_chain.event', 'is', null)
    .orderBy('events.id')
    .limit(most)
    .execute();

type Stretch = { after: number; settled: number };

async function chainSome(trx: Write, key: Buffer, { after, settled }: Stretch) {
  const chainedTo = await holdChain(trx);
  const events = await unchained(trx, Math.max(after, chainedTo), AT_ONCE);
  const last = events.at(-1)?.id ?? after;
  if (events.length > 0) {
    const links = linksOf(events, key, await readHead(trx));
    await trx.insertInto('history_chain').values(links).execute();
  }
  const reached = events.length < AT_ONCE ? settled : Math.min(settled, last);
  if (reached > chainedTo) await writeFact(trx, HISTORY_CHAINED_TO, String(reached));
  return { count: events.length, last };
}

/** Until the transaction ends nobody else gives out a place. */
async function holdChain(trx: Write): Promise<number> {
  const { value } = await trx
    .insertInto('desk_facts')
    .values({ name: HISTORY_CHAINED_TO, value: '0' })
    .onConflict(conflict =>
      conflict.column('name').doUpdateSet(({ ref }) => ({ value: ref('desk_facts.value') })),
    )
    .returning('value')
    .executeTakeFirstOrThrow();
  return Number(value);
}

function linksOf(events: readonly Entry[], key: Buffer, head: { place: number; proof: string } | null) {
  let { place, proof } = head ?? { place: 0, proof: BEFORE_FIRST };
  return events.map(entry => {
    place += 1;
    proof = proofOf(key, { place, previous: proof, entry });
    return { place, event: entry.id, ...foundBy(entry), proof };
  });
}

/** What stands in the chain too. */
export const foundBy = ({ at, kind, staff_id }: Pick<Entry, 'at' | 'kind' | 'staff_id'>) => ({
  at,
  kind,
  staff_id,
});
