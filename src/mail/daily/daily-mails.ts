import type { Context } from '../../context.ts';
import { DatabaseAway } from '../../db/troubles.ts';
import { type Repeated, repeat } from '../../repeat.ts';
import { dueDay, enqueueDaily } from './daily-mail.ts';

/** Milliseconds. */
const LOOK_EVERY = 20_000;

type Parts = Pick<Context, 'database' | 'settings' | 'clock' | 'log'> & {
  /** Resolves when the tips may be counted. */
  yieldToPosts: () => Promise<void>;
  lookEvery?: number;
};

/** Sees to it in the background that each day has its mail, on time, or late where nobody was there. */
export function createDailyMails({ yieldToPosts, lookEvery = LOOK_EVERY, ...parts }: Parts): Repeated {
  // Asks the database once a day, and not at each look.
  let seenTo: string | null = null;

  async function look() {
    const { dailyMail, timeZone } = parts.settings.newsroom;
    if (dailyMail === null) return;
    const now = parts.clock();
    const day = dueDay(now, dailyMail, timeZone);
    if (day === seenTo) return;
    await yieldToPosts();
    await enqueueDaily(parts, day, now);
    seenTo = day;
  }
  return repeat(look, {
    every: lookEvery,
    onError(error) {
      // Told by whoever answers people meanwhile.
      if (!(error instanceof DatabaseAway))
        parts.log.error({ error }, 'the daily mail could not be made, and will be tried again');
    },
  });
}
