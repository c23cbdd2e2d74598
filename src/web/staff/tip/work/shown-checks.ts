import type { ShownCheck } from '../../../../../views/staff/tip/work/tip-checks.tsx';
import { wordsOf } from '../../../../i18n/words.ts';
import type { TipFolder } from '../../../../tips/folder.ts';
import type { StaffContext } from '../../context.ts';

/** What the checklist has now: the newsroom's own, or ours in its language. */
export const checklistOf = ({ settings }: Pick<StaffContext, 'settings'>): readonly string[] =>
  settings.checklist ?? wordsOf(settings.newsroom.lang).staff.checks.items;

/** All items of the list, done or not; behind them what was done on the tip and is no longer of the list. */
export function shownChecks(
  context: Pick<StaffContext, 'settings'>,
  { checks }: Pick<TipFolder, 'checks'>,
): ShownCheck[] {
  const items = checklistOf(context);
  const listed = items.map(item => ({ item, done: checks.find(check => check.item === item) ?? null }));
  const others = checks.filter(({ item }) => item === null || !items.includes(item));
  return [...listed, ...others.map(check => ({ item: check.item, done: check }))];
}
