import type { ShownWork } from '../../../../../views/staff/tip/work/work-props.ts';
import { seesOnceCalled, type Viewer } from '../../../../staff/access.ts';
import type { TipFolder } from '../../../../tips/folder.ts';
import { IMPORTANCES } from '../../../../tips/importance.ts';
import { callingWords } from '../../../../tips/mentions.ts';
import { reminderDays } from '../../../../tips/reminder-days.ts';

type Around = { viewer: Viewer; colleagues: readonly Viewer[]; now: number; timeZone: string };

/** Who works on a tip, and whom and what one can choose. Colleagues who would not see it are not offered. */
export const shownWork = (
  { work, facts }: TipFolder,
  { viewer, colleagues, now, timeZone }: Around,
): ShownWork => ({
  ...work,
  colleagues: colleagues.filter(one => seesOnceCalled(one, facts)),
  callable: [...callingWords(colleagues)]
    .filter(([one]) => one.staffId !== viewer.staffId && seesOnceCalled(one, facts))
    .map(([{ email, name }, word]) => ({ email, name, word })),
  isTold: facts.topic?.isConfidential !== true,
  importances: IMPORTANCES,
  days: reminderDays(now, timeZone),
});
