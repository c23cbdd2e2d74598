import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Schema } from '../../db/schema/schema.ts';
import type { Turn } from '../turns.ts';

/** What staff look at, in the order of the tabs. */
export const VIEWS = [
  'new',
  'mine',
  'unassigned',
  'open',
  'answered',
  'due',
  'closed',
  'spam',
  'all',
] as const;
export type View = (typeof VIEWS)[number];

export type Tips = ExpressionBuilder<Schema, 'tips'>;

/** One condition on rows of `tips`, which holds the viewer's rights. */
export type TipCondition = (tips: Tips) => Expression<SqlBool>;

/** Who looks, by the id of their account, and on which day of the desk's, `YYYY-MM-DD`. */
export type Looking = { staffId: string; today: string };

// Each in the very words of the index that leads to it (migrations 0040, 0050, 0054 and 0056), or no engine finds that: with literals for
// values.

const isKept = (tips: Tips) => tips('tips.forgotten_at', 'is', null);
const isIn = (tips: Tips, state: 'new' | 'open' | 'closed') => tips('tips.state', '=', sql.lit(state));
const isAtWork = (tips: Tips) => tips('tips.state', '<>', sql.lit('closed'));
const isSpam = (tips: Tips) => tips('tips.outcome', '=', sql.lit('spam'));

/** Its reader has written since staff last did, and nobody has said that this needs no answer. */
export const isReaderLast: TipCondition = tips =>
  tips.and([
    tips('tips.reader_at', '>', tips.fn.coalesce('tips.staff_at', 'tips.received_at')),
    tips('tips.reader_at', '>', tips.fn.coalesce('tips.no_answer_at', sql.lit(0))),
  ]);

/** Staff wrote last, to a tip at work. */
export const isReaderAwaited: TipCondition = tips =>
  tips.and([
    tips('tips.staff_at', '>=', tips.fn.coalesce('tips.reader_at', 'tips.received_at')),
    isAtWork(tips),
  ]);

/** More can be said. */
const isTalkOpen = (tips: Tips) => tips.and([tips('tips.talk_ended', 'is', null), isKept(tips)]);

/** Whose turn it is, as `turnOf` reads it of a row. */
export const TURN_CONDITIONS: Readonly<Record<Turn, TipCondition>> = {
  replied: tips => tips.and([isReaderLast(tips), tips('tips.staff_at', 'is not', null), isTalkOpen(tips)]),
  unanswered: tips => tips.and([isReaderLast(tips), tips('tips.staff_at', 'is', null), isTalkOpen(tips)]),
  waiting: tips => tips.and([isReaderAwaited(tips), isTalkOpen(tips)]),
};

/** What stands in each, as a condition on rows of `tips`. A forgotten tip stands among all of them alone. */
export const VIEW_CONDITIONS: Readonly<Record<View, (tips: Tips, looking: Looking) => Expression<SqlBool>>> =
  {
    new: tips => tips.and([isIn(tips, 'new'), isKept(tips)]),
    mine: (tips, { staffId }) =>
      tips.and([tips('tips.assignee', '=', staffId), isAtWork(tips), isKept(tips)]),
    unassigned: tips => tips.and([tips('tips.assignee', 'is', null), isAtWork(tips), isKept(tips)]),
    open: tips => tips.and([isIn(tips, 'open'), isKept(tips)]),
    answered: tips => tips.and([isReaderLast(tips), isTalkOpen(tips)]),
    due: (tips, { today }) => tips.and([tips('tips.remind_on', '<=', today), isAtWork(tips), isKept(tips)]),
    closed: tips =>
      tips.and([
        isIn(tips, 'closed'),
        tips.or([tips('tips.outcome', 'is', null), tips.not(isSpam(tips))]),
        isKept(tips),
      ]),
    // SQLite knows not which of two indexes is shorter: most tips are closed, and few are spam.
    spam: tips => tips.and([isSpam(tips), tips.not(isAtWork(tips)), isKept(tips)]),
    all: tips => tips.lit(true),
  };
