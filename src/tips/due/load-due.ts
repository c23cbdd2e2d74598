import type { Context } from '../../context.ts';
import type { Query } from '../../db/database.ts';
import type { Lang } from '../../i18n/lang.ts';
import { maskedOrNull } from '../../resident-number.ts';
import { type Viewer, visibleTo } from '../../staff/access.ts';
import { loadColleagues } from '../../staff/accounts/colleagues.ts';
import { loadWantedMails } from '../../staff/accounts/wanted-mails.ts';
import { readHead } from '../content.ts';
import { VIEW_CONDITIONS } from '../list/views.ts';
import { tipRecords } from '../rows.ts';
import { remindedOf } from './whose.ts';

/** `headline`: null where nothing of it may stand in a mail. `on`: since when it is due, `YYYY-MM-DD`. */
export type DueTip = { number: number; on: string; headline: string | null };
/** `lang`: null: as the newsroom's. `more`: how many are not among `tips`. */
export type DueTips = { lang: Lang | null; tips: readonly DueTip[]; more: number };

/** So many are told one by one. */
const MOST_TOLD = 50;
/** So many are looked at: of those that they have, and of those that may be theirs to look at. */
const MOST = 1_000;

type DueContext = Pick<Context, 'database' | 'masters'>;

/**
 * What the account of this address is to look at again by this day, the latest first, as it stands and by what holds now. Null where
 * there is nothing, and where the account has ended or wants no such mail.
 */
export async function loadDue(
  { database, masters }: DueContext,
  { day, staffId }: { day: string; staffId: string },
  recipient: string,
): Promise<DueTips | null> {
  const { query } = database;
  const colleagues = await loadColleagues(query);
  const viewer = colleagues.find(one => one.staffId === staffId && one.email === recipient);
  if (viewer === undefined || !(await loadWantedMails(query, staffId)).reminders) return null;
  const numbers = await dueNumbers(query, { viewer, colleagues, day });
  if (numbers.length === 0) return null;
  const told = numbers.slice(0, MOST_TOLD);
  const records = await tipRecords(query)
    .leftJoin('topics', 'topics.slug', 'tips.topic')
    .select('topics.confidential')
    .where('tips.number', 'in', told)
    .execute();
  const rows = new Map(records.map(record => [record.number, record]));
  const tips = told.flatMap(number => {
    const row = rows.get(number);
    if (row?.remind_on == null) return [];
    const headline = row.confidential === 1 ? null : (readHead(masters, row)?.headline ?? null);
    return [{ number, on: row.remind_on, headline: maskedOrNull(headline) }];
  });
  return { lang: viewer.lang, tips, more: numbers.length - told.length };
}

type Asked = { viewer: Viewer; colleagues: readonly Viewer[]; day: string };

async function dueNumbers(query: Query, { viewer, colleagues, day }: Asked): Promise<number[]> {
  const due = query
    .selectFrom('tips')
    .leftJoin('topics', 'topics.slug', 'tips.topic')
    .select(['number', 'remind_on'])
    .where(tips => VIEW_CONDITIONS.due(tips, { staffId: viewer.staffId, today: day }))
    .where(visibleTo(viewer))
    .orderBy('remind_on', 'desc')
    .orderBy('number', 'desc')
    .limit(MOST);
  const own = await due.where('assignee', '=', viewer.staffId).execute();
  const others = await due
    .where(({ eb, or, and }) =>
      or([
        eb('assignee', 'is', null),
        // Whose it is may not see it.
        and([eb('assignee', '<>', viewer.staffId), eb('topics.confidential', '=', 1)]),
      ]),
    )
    .execute();
  const reminded = await remindedOf(
    query,
    colleagues,
    others.map(({ number }) => number),
  );
  const mine = [...own, ...others.filter(({ number }) => reminded.get(number)?.includes(viewer.staffId))];
  return mine.toSorted((one, other) => order(other).localeCompare(order(one))).map(({ number }) => number);
}

const order = ({ remind_on, number }: { remind_on: string | null; number: number }) =>
  `${remind_on} ${String(number).padStart(16, '0')}`;
