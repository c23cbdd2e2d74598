import type { Migration } from 'kysely/migration';
import { changesOfMany } from './0041-changes-of-many.ts';
import { tagsAndChecks } from './0042-tags-and-checks.ts';
import { mailsToColleagues } from './0043-mails-to-colleagues.ts';
import { savedViews } from './0044-saved-views.ts';
import { mailsOfReminders } from './0045-mails-of-reminders.ts';
import { mentionsOfTips } from './0046-mentions-of-tips.ts';
import { leadsToTips } from './0047-leads-to-tips.ts';
import { talksWithReaders } from './0048-talks-with-readers.ts';
import { answersToReaders } from './0049-answers-to-readers.ts';
import { turnsOfTalks } from './0050-turns-of-talks.ts';
import { calls } from './0053-calls.ts';
import { factsInLists } from './0054-facts-in-lists.ts';
import { answersNotNeeded } from './0056-answers-not-needed.ts';

/** Those since lists and changes of tips were made anew, the same on both engines: `db/open.ts` has those before. */
export const WORK_ON_TIPS: Record<string, Migration> = {
  '0041-changes-of-many': changesOfMany,
  '0042-tags-and-checks': tagsAndChecks,
  '0043-mails-to-colleagues': mailsToColleagues,
  '0044-saved-views': savedViews,
  '0045-mails-of-reminders': mailsOfReminders,
  '0046-mentions-of-tips': mentionsOfTips,
  '0047-leads-to-tips': leadsToTips,
  '0048-talks-with-readers': talksWithReaders,
  '0049-answers-to-readers': answersToReaders,
  '0050-turns-of-talks': turnsOfTalks,
  '0053-calls': calls,
  '0054-facts-in-lists': factsInLists,
  '0056-answers-not-needed': answersNotNeeded,
};
