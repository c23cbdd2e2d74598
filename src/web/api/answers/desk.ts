import { z } from 'zod';
import { address, count, maybeText, maybeTime, named, text, time } from './named.ts';

const goingTip = { number: count, headline: maybeText, due_at: maybeTime };

export const goingList = named(
  'GoingList',
  z.strictObject({
    tips: z.array(
      z.union([
        z.strictObject({ ...goingTip, goes_at: maybeTime, told_at: maybeTime, rule: text }),
        z.strictObject({ ...goingTip, held_at: time, held_by: text, reason: maybeText }),
      ]),
    ),
    next: address,
    counts: z.strictObject({ going: count, held: count }),
  }),
);

export const settings = named(
  'Settings',
  z.strictObject({
    version: count,
    settings: z.record(text, z.strictObject({ value: text, fixed: z.boolean() })),
  }),
);

export const viewList = named(
  'ViewList',
  z.strictObject({
    views: z.array(
      z.strictObject({ id: text, name: text, shared: z.boolean(), version: count, query: maybeText }),
    ),
  }),
);

export const madeView = named('MadeView', z.strictObject({ id: text, version: count }));

export const topic = named(
  'Topic',
  z.strictObject({
    ...{ slug: text, name_ko: text, name_en: text, hint_ko: text, hint_en: text },
    order: z.int(),
    inbox: z.array(text),
    team: z.array(text),
    confidential: z.boolean(),
    hides_contacts: z.boolean(),
    ended: z.boolean(),
    retention_unused: count.nullable(),
    retention_used: count.nullable(),
    retention_open: count.nullable(),
    version: count,
  }),
);
export const topicList = named('TopicList', z.strictObject({ topics: z.array(topic) }));
export const madeTopic = named('MadeTopic', z.strictObject({ slug: text, version: count }));

const entry = named(
  'HistoryEntry',
  z.strictObject({
    id: count,
    at: time,
    kind: text,
    tip: count.nullable(),
    by: maybeText,
    subject: maybeText,
    detail: maybeText,
    file: maybeText,
  }),
);
export const historyList = named('HistoryList', z.strictObject({ entries: z.array(entry), next: address }));
