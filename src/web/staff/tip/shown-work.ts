import type { ShownWork } from '../../../../views/staff/tip/work-props.ts';
import { seesOnceCalled } from '../../../staff/access.ts';
import { loadColleagues } from '../../../staff/accounts/colleagues.ts';
import type { TipFolder } from '../../../tips/folder.ts';
import { IMPORTANCES } from '../../../tips/importance.ts';
import { reminderDays } from '../../../tips/reminder-days.ts';
import type { StaffContext } from '../context.ts';

/** Who works on a tip, and whom and what one can choose. Colleagues who would not see it are not offered. */
export async function shownWork(
  { database, settings }: StaffContext,
  { work, facts }: TipFolder,
  now: number,
): Promise<ShownWork> {
  const colleagues = await loadColleagues(database.query);
  return {
    ...work,
    colleagues: colleagues.filter(one => seesOnceCalled(one, facts)),
    importances: IMPORTANCES,
    days: reminderDays(now, settings.newsroom.timeZone),
  };
}
