import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Context } from '../../context.ts';
import type { Schema } from '../../db/schema/schema.ts';
import { tidyEmail } from '../../email.ts';
import { isFromReader } from '../from-reader.ts';
import { taggedAs } from '../tags/tag.ts';
import type { Filter, Having } from './filter.ts';
import { type TipCondition, type Tips, TURN_CONDITIONS, VIEW_CONDITIONS } from './views.ts';

/** What a condition is made of beside who asks and for what. */
export type ConditionContext = Pick<Context, 'settings' | 'clock' | 'masters'>;

/** Who asks, by the id of their account. */
type Asking = { staffId: string };

/** What a filter asks for, and no rights: `conditionOf` has both. */
export function filterCondition(desk: ConditionContext, asking: Asking, filter: Filter): TipCondition {
  const { settings, clock, masters } = desk;
  const { timeZone } = settings.newsroom;
  const today = Temporal.Instant.fromEpochMilliseconds(clock())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
  const { view, saved, state, outcome, topic, channel, assignee, tag, talk, from, to } = filter;
  return tips => {
    const all = [VIEW_CONDITIONS[view](tips, { staffId: asking.staffId, today })];
    if (saved !== undefined) all.push(filterCondition(desk, asking, saved.filter)(tips));
    if (state !== undefined) all.push(tips('tips.state', '=', state));
    // An older version beside this one reopens a tip and leaves the outcome of its closing.
    if (outcome !== undefined)
      all.push(tips('tips.state', '=', 'closed'), tips('tips.outcome', '=', outcome));
    if (topic !== undefined) all.push(tips('tips.topic', '=', topic));
    if (channel !== undefined) all.push(tips('tips.channel', '=', channel));
    if (assignee !== undefined) all.push(isOf(tips, asking, assignee));
    if (tag !== undefined) all.push(taggedAs(masters, tag)(tips));
    if (talk !== undefined) all.push(TURN_CONDITIONS[talk](tips));
    if (filter.unread) all.push(isUnread(tips, asking));
    all.push(...filter.has.map(having => HAS[having](tips)));
    if (from !== undefined) all.push(isSince(tips, startOf(from, timeZone)));
    if (to !== undefined) all.push(isBefore(tips, startOf(to, timeZone, 1)));
    return tips.and(all);
  };
}

const startOf = (day: string, timeZone: string, later = 0) =>
  Temporal.PlainDate.from(day).add({ days: later }).toZonedDateTime(timeZone).epochMilliseconds;

function isOf(tips: Tips, { staffId }: Asking, assignee: string): Expression<SqlBool> {
  if (assignee === 'none') return tips('tips.assignee', 'is', null);
  if (assignee === 'me') return tips('tips.assignee', '=', staffId);
  return tips(
    'tips.assignee',
    '=',
    tips.selectFrom('staff').select('staff.id').where('staff.email', '=', tidyEmail(assignee)),
  );
}

/** As a value, and not as what does not exist: PostgreSQL would look through all that anybody ever viewed. */
const isUnread = (tips: Tips, { staffId }: Asking) =>
  tips.and([
    tips('tips.forgotten_at', 'is', null),
    tips(
      tips
        .selectFrom('events')
        .select('events.id')
        .whereRef('events.tip', '=', 'tips.number')
        .where('events.kind', '=', 'viewed')
        .where('events.staff_id', '=', staffId)
        .limit(1),
      'is',
      null,
    ),
  ]);

const filesOf = (tips: Tips) =>
  tips.selectFrom('files').select('files.id').whereRef('files.tip', '=', 'tips.number').where(isFromReader);

/** An older version does not say it of its files; a thumbnail is made of pictures alone. */
const isMedia = (files: ExpressionBuilder<Schema, 'files'>) =>
  files.or([
    files('files.media', '=', 1),
    files.exists(
      files
        .selectFrom('inspections')
        .select('inspections.file')
        .whereRef('inspections.file', '=', 'files.id')
        .where('inspections.thumbnail', 'is not', null),
    ),
  ]);

const HAS: Readonly<Record<Having, TipCondition>> = {
  media: tips => tips.exists(filesOf(tips).where(isMedia)),
  file: tips => tips.exists(filesOf(tips)),
  contact: tips =>
    tips.exists(
      tips
        .selectFrom('contacts')
        .select('contacts.id')
        .whereRef('contacts.tip', '=', 'tips.number')
        .where('contacts.may_reply', '=', 1),
    ),
  permission: tips =>
    tips.and([
      tips('tips.forgotten_at', 'is', null),
      tips.or([tips('tips.consent_media', '=', 1), tips('tips.permission', '=', 'unnamed')]),
    ]),
};

/**
 * Numbers and times grow together but for clocks that were put right and tips that came at once: among so many that follow
 * each other in time is the one with the outermost number.
 */
const OUT_OF_TURN = 1_000;

/** By the number too, which every page is walked by: else a page that is not full looks through all tips. */
function isSince(tips: Tips, instant: number): Expression<SqlBool> {
  const first = tips
    .selectFrom('tips as later')
    .select('later.number')
    .where('later.received_at', '>=', instant)
    .orderBy('later.received_at')
    .limit(OUT_OF_TURN);
  return tips.and([
    tips('tips.received_at', '>=', instant),
    tips(
      'tips.number',
      '>=',
      tips.selectFrom(first.as('first')).select(({ fn }) => fn.min<number>('first.number').as('number')),
    ),
  ]);
}

function isBefore(tips: Tips, instant: number): Expression<SqlBool> {
  const last = tips
    .selectFrom('tips as earlier')
    .select('earlier.number')
    .where('earlier.received_at', '<', instant)
    .orderBy('earlier.received_at', 'desc')
    .limit(OUT_OF_TURN);
  return tips.and([
    tips('tips.received_at', '<', instant),
    tips(
      'tips.number',
      '<=',
      tips.selectFrom(last.as('last')).select(({ fn }) => fn.max<number>('last.number').as('number')),
    ),
  ]);
}
