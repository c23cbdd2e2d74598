import { z } from 'zod';
import { count, maybeText, named, text, time } from './named.ts';

export const begunCalls = named(
  'BegunCalls',
  z.strictObject({
    drafts: z.array(z.strictObject({ draft: text, seen: count, at: time, typed: z.record(text, text) })),
  }),
);

/** No receipt where it is more of a tip that was there: its reader alone has that. */
export const writtenCall = named('WrittenCall', z.strictObject({ number: count, receipt: maybeText }));

export const earlierTips = named(
  'EarlierTips',
  z.strictObject({
    tips: z.array(z.strictObject({ number: count, headline: maybeText, received_at: time })),
  }),
);
