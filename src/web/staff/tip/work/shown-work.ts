import type { ShownWork } from '../../../../../views/staff/tip/work/work-props.ts';
import { seesOnceCalled, type Viewer } from '../../../../staff/access.ts';
import type { TipFolder } from '../../../../tips/folder.ts';
import { IMPORTANCES } from '../../../../tips/importance.ts';
import { reminderDays } from '../../../../tips/reminder-days.ts';

type Around = { colleagues: readonly Viewer[]; now: number; timeZone: string };

/** Who works on a tip, and whom and what one can choose. Colleagues who would not see it are not offered. */
export const shownWork = ({ work, facts }: TipFolder, { colleagues, now, timeZone }: Around): ShownWork => ({
  ...work,
  colleagues: colleagues.filter(one => seesOnceCalled(one, facts)),
  isTold: facts.topic?.isConfidential !== true,
  importances: IMPORTANCES,
  days: reminderDays(now, timeZone),
});
