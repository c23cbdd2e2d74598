import type { Context } from '../../context.ts';
import { noteDeskEvent } from '../../history/note-desk-event.ts';
import { maskResidentNumbers } from '../../resident-number.ts';
import { isPhoneNumber } from '../../search/phone.ts';
import { readSearch } from '../../search/read-search.ts';
import { authorize, contactsVisibleTo, may, type Viewer, visibleTo } from '../../staff/access.ts';
import { readHead } from '../content.ts';
import { noteEvents } from '../history/events.ts';
import { readPhoneNumber } from '../intake/phone-number.ts';
import { findTips } from '../list/search/find-tips.ts';
import type { Pace } from '../list/search/pace.ts';
import { loadFacts } from '../read/load-facts.ts';
import { tipRecords } from '../rows.ts';
import type { Instant, Opened } from '../tip.ts';
import { loadNumbers, numberOf } from './load-numbers.ts';

/** A tip that came from the same number. */
export type EarlierTip = { number: number; headline: Opened; receivedAt: Instant };

/** So many of the newest: who calls every day is known by then. */
const MOST = 10;
/** Others mention the number, and are not from it. */
const MOST_FOUND = 50;

/**
 * Tips from a number, of those whose contacts the viewer may see, the newest first: the search's index leads to them, and each is opened
 * to see. That somebody looked stands in the history, and on each tip that is shown; empty for what is no number.
 */
export async function findEarlier(
  context: Context,
  viewer: Viewer,
  typed: string,
  pace: Pace,
): Promise<EarlierTip[]> {
  authorize(viewer, 'write down calls');
  const parsed = readPhoneNumber(typed);
  const search = readSearch(parsed ?? typed);
  if (search === null || !isPhoneNumber(parsed ?? typed)) return [];
  const at = context.clock();
  await context.database.write(trx =>
    noteDeskEvent(trx, { kind: 'contacts searched', by: viewer.staffId, at }),
  );
  const { hits } = await findTips(
    context,
    viewer,
    {
      // It is no tip's number.
      search: { ...search, number: null },
      condition: tips => tips.and([visibleTo(viewer)(tips), contactsVisibleTo(viewer)(tips)]),
      lead: null,
      numbers: async () => ({ low: 1, high: Number.MAX_SAFE_INTEGER - 1 }),
      ...{ before: undefined, after: undefined, pageSize: MOST_FOUND },
    },
    pace,
  );
  const found: EarlierTip[] = [];
  for (const { number } of hits) {
    if (found.length === MOST) break;
    const numbers = await loadNumbers(context.database.query, context.masters, number);
    if (!numbers.some(kept => kept.number === numberOf({ parsed, typed }))) continue;
    const tip = await show(context, viewer, number);
    if (tip !== null) found.push(tip);
  }
  return found;
}

/** Whoever sees which tip is of a number has seen its contact. Null where it went out of sight meanwhile. */
function show(
  { database, masters, clock }: Context,
  viewer: Viewer,
  number: number,
): Promise<EarlierTip | null> {
  return database.write(async trx => {
    const facts = await loadFacts(trx, number);
    if (facts === undefined || !may(viewer, 'see contacts', facts)) return null;
    const row = await tipRecords(trx).where('number', '=', number).executeTakeFirstOrThrow();
    await noteEvents(trx, number, ['contact viewed'], viewer, clock());
    const headline = readHead(masters, row)?.headline ?? null;
    return { number, headline: headline && maskResidentNumbers(headline), receivedAt: row.received_at };
  });
}
