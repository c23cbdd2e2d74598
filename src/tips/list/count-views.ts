import type { Context } from '../../context.ts';
import { authorize, type Viewer } from '../../staff/access.ts';
import type { SavedView } from '../views/load-views.ts';
import { conditionOf } from './asked-tips.ts';
import { type ConditionContext, filterCondition } from './condition.ts';
import { type Counted, countTips, MOST_COUNTED, type Sample } from './counts.ts';
import { EVERYTHING } from './filter.ts';
import { leadOf } from './lead.ts';
import { VIEWS, type View } from './views.ts';

/** At least so many, where `isMore`; up to one more than `MOST_COUNTED`. */
export type SavedCount = { count: number; isMore: boolean };

/** Of the desk's own views by name; of saved ones by id, null where it searches or none was found among those looked at, which cannot be counted cheaply. */
export type ViewCounts = {
  views: ReadonlyMap<View, number>;
  saved: ReadonlyMap<string, SavedCount | null>;
};

/**
 * Of what saved views are made of, so many tips at most are looked at to count them, of each desk's own view an equal part: no index
 * leads to what somebody thinks of, and two dozen of them may cost no more than a few.
 */
const MOST_LOOKED_AT = 4_000;

/**
 * How many tips stand in each view, under the viewer's rights, in one statement.
 * @throws {Refusal} when the viewer may not list tips.
 */
export async function countViews(
  context: Pick<Context, 'database'> & ConditionContext,
  viewer: Viewer,
  saved: readonly SavedView[] = [],
): Promise<ViewCounts> {
  authorize(viewer, 'list tips');
  const ofView = (view: View) => conditionOf(context, viewer, { ...EVERYTHING, view });
  const counted = saved.filter(({ search }) => search === '');
  const bases = [...new Set(counted.map(({ filter }) => filter.view))];
  const atMost = Math.floor(MOST_LOOKED_AT / bases.length);
  const counts = await countTips<string>(
    context.database.query,
    VIEWS.map((view): Counted => [view, ofView(view), { lead: leadTo(viewer, view) }]),
    bases.map((base): Sample => {
      const those = counted.filter(({ filter }) => filter.view === base);
      return {
        ...{ name: `looked ${base}`, of: ofView(base), lead: leadTo(viewer, base), atMost: atMost + 1 },
        counted: those.map(({ id, filter }) => [
          `saved ${id}`,
          filterCondition(context, viewer, { ...filter, view: 'all' }),
        ]),
      };
    }),
  );
  const ofSaved = ({ id, filter, search }: SavedView): SavedCount | null => {
    if (search !== '') return null;
    const count = counts.get(`saved ${id}`) ?? 0;
    const isCut = (counts.get(`looked ${filter.view}`) ?? 0) > atMost;
    if (isCut && count === 0) return null;
    return { count, isMore: count > MOST_COUNTED || isCut };
  };
  return {
    views: new Map(VIEWS.map(view => [view, counts.get(view) ?? 0])),
    saved: new Map(saved.map(view => [view.id, ofSaved(view)])),
  };
}

/** Reminders lead in an order that nothing is counted by. */
const leadTo = (viewer: Viewer, view: View) =>
  view === 'due' ? null : leadOf(viewer, { ...EVERYTHING, view });
