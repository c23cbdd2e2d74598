import type { Context } from '../../context.ts';
import { authorize, type Viewer } from '../../staff/access.ts';
import { type ConditionContext, conditionOf } from './condition.ts';
import { countTips } from './counts.ts';
import { EVERYTHING } from './filter.ts';
import { VIEWS } from './views.ts';

/**
 * How many tips stand in each view, under the viewer's rights.
 * @throws {Refusal} when the viewer may not list tips.
 */
export async function countViews(context: Pick<Context, 'database'> & ConditionContext, viewer: Viewer) {
  authorize(viewer, 'list tips');
  const conditions = VIEWS.map(
    view => [view, conditionOf(context, viewer, { ...EVERYTHING, view })] as const,
  );
  return countTips(context.database.query, conditions);
}
