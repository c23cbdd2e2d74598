import type { Context } from '../../context.ts';
import { DatabaseAway } from '../../db/troubles.ts';
import { type Repeated, repeat } from '../../repeat.ts';
import { todayIn } from '../../tips/reminder-days.ts';
import { dueDay } from './daily-mail.ts';
import { enqueueReminders } from './reminder-mail.ts';

/** Milliseconds. */
const LOOK_EVERY = 20_000;
/** Before people come to work, in the zone of the desk. */
const IN_THE_MORNING = '07:00';

type Parts = Pick<Context, 'database' | 'settings' | 'clock' | 'log'> & {
  /** Resolves when the tips may be looked through. */
  yieldToPosts: () => Promise<void>;
  lookEvery?: number;
};

/** Sees to it in the background that all are reminded in the morning, or later on the day where nobody was there. */
export function createReminderMails({ yieldToPosts, lookEvery = LOOK_EVERY, ...parts }: Parts): Repeated {
  // Asks the database once a day, and not at each look.
  let seenTo: string | null = null;

  async function look() {
    const now = parts.clock();
    const day = dueDay(now, IN_THE_MORNING, parts.settings.newsroom.timeZone);
    // Before the morning it is yesterday's: nobody is woken at night by what was missed, and the morning tells that too.
    const isMorning = day === todayIn(now, parts.settings.newsroom.timeZone);
    if (day === seenTo || !isMorning) return;
    await yieldToPosts();
    await enqueueReminders(parts, day, now);
    seenTo = day;
  }
  return repeat(look, {
    every: lookEvery,
    onError(error) {
      // Told by whoever answers people meanwhile.
      if (!(error instanceof DatabaseAway))
        parts.log.error({ error }, 'reminders could not be made, and will be tried again');
    },
  });
}
