import type { Query, Write } from '../../db/database.ts';
import { DUPLICATES, holdFact } from '../../db/desk-facts.ts';
import { Refusal } from '../../errors.ts';
import { may, type Viewer } from '../../staff/access.ts';
import { loadFacts } from '../read/load-facts.ts';

/**
 * The tip that this one says once more: where the one that was named is a duplicate itself, the one behind it, as far as the viewer
 * may see them, so that nobody has to follow a chain.
 * Until the transaction ends nobody else says so of any tip: two that are closed at once would else name each other. Before it no tip is held.
 * @throws {Refusal} `duplicate-unknown` where there is none of this number, or the viewer may not see it, which must look the
 * same; `duplicate-of-itself`.
 */
export async function findOriginal(
  trx: Write,
  viewer: Viewer,
  { number, named }: { number: number; named: number },
): Promise<number> {
  await holdFact(trx, DUPLICATES);
  if (!(await isSeen(trx, viewer, named))) throw new Refusal({ code: 'duplicate-unknown' });
  const passed = new Set<number>();
  let original = named;
  for (
    let next: number | null = named;
    next !== null && !passed.has(next) && (await isSeen(trx, viewer, next));
    next = await duplicateOf(trx, next)
  ) {
    original = next;
    passed.add(next);
    if (next === number) throw new Refusal({ code: 'duplicate-of-itself' });
  }
  return original;
}

/** Null where the viewer may not see it: then it is not told. */
export async function seenOriginal(query: Query, viewer: Viewer, tip: number): Promise<number | null> {
  const original = await duplicateOf(query, tip);
  return original !== null && (await isSeen(query, viewer, original)) ? original : null;
}

/** An older version that reopens a tip, or closes it, leaves what was said of it before. */
async function duplicateOf(query: Query | Write, tip: number): Promise<number | null> {
  const row = await query
    .selectFrom('tips')
    .select('duplicate_of')
    .where('number', '=', tip)
    .where('state', '=', 'closed')
    .where('outcome', '=', 'duplicate')
    .executeTakeFirst();
  return row?.duplicate_of ?? null;
}

async function isSeen(query: Query | Write, viewer: Viewer, number: number): Promise<boolean> {
  const facts = await loadFacts(query, number);
  return facts !== undefined && may(viewer, 'see', facts);
}
