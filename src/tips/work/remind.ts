import type { Context } from '../../context.ts';
import { Refusal } from '../../errors.ts';
import { authorizeFor, type Viewer } from '../../staff/access.ts';
import { noteEvents } from '../history/events.ts';
import { loadFacts } from '../read/load-facts.ts';
import { isReminderDay, reminderDays } from '../reminder-days.ts';
import { changeTip, type TipChange } from './change-tip.ts';

/** `on`: a day, `YYYY-MM-DD`, in the desk's time zone; null: on none. */
export type Reminder = TipChange & { on: string | null };

/**
 * Says on which day a tip is to be looked at again: from then on it is due. Gives its new version.
 * @throws {Refusal} as `authorizeFor`; `reminder-day-wrong`; `stale` also where it is closed, for then nothing is to be done with it.
 */
export async function changeReminder(
  { database, clock, settings }: Pick<Context, 'database' | 'clock' | 'settings'>,
  viewer: Viewer,
  { number, version, on }: Reminder,
): Promise<number> {
  const at = clock();
  await database.write(async trx => {
    authorizeFor(viewer, 'change reminder', await loadFacts(trx, number));
    const wrong = { code: 'reminder-day-wrong' } as const;
    if (on !== null && !isReminderDay(on, reminderDays(at, settings.newsroom.timeZone)))
      throw new Refusal(wrong, { faults: { on: wrong } });
    await changeTip(trx, { number, version }, { remind_on: on }, ['new', 'open']);
    await noteEvents(trx, number, [on === null ? 'reminder cleared' : 'reminder set'], viewer, at, on);
  });
  return version + 1;
}
