import { z } from 'zod';
import { address, count, maybeText, maybeTime, named, text, time } from './named.ts';

const shared = {
  number: count,
  state: text,
  outcome: maybeText,
  talk_ended: maybeText,
  channel: text,
  topic: maybeText,
  received_at: time,
  answered: z.boolean(),
  talk: maybeText,
};

const row = named(
  'TipRow',
  z.strictObject({
    ...shared,
    headline: maybeText,
    unopened: z.boolean(),
    place: maybeText,
    unread: z.boolean(),
    files: count,
    reply_by: z.array(text),
    permission: maybeText,
    assignee: maybeText,
    tags: z.array(text),
    importance: count,
    changed_at: time,
    due: maybeText,
    incident: count.nullable(),
  }),
);

export const tipList = named(
  'TipList',
  z.strictObject({
    ...{ tips: z.array(row), next: address, previous: address },
    counts: z.record(text, count.nullable()),
    searched_to: count.nullable(),
  }),
);

const history = {
  version: count,
  events: z.array(
    z.strictObject({
      ...{ kind: text, at: time, by: maybeText, file: maybeText },
      from: maybeText.optional(),
      to: maybeText.optional(),
      about: text.optional(),
      value: text.optional(),
    }),
  ),
  mails: z.array(z.strictObject({ recipient: text, attempts: count, state: text, at: time })),
};

const file = z.strictObject({
  ...{ id: text, name: maybeText, size: count, sha256: maybeText, type: maybeText },
  disturbing: z.boolean(),
});

const call = z.strictObject({
  ...{ kind: text, direction: maybeText, taker: maybeText, started: maybeTime, ended: maybeTime },
  ...{ consent: maybeText, told: z.boolean(), place: maybeText, happened: maybeText },
});

const keptTip = named(
  'KeptTip',
  z.strictObject({
    ...shared,
    ...history,
    headline: maybeText,
    title: maybeText,
    place: maybeText,
    message: maybeText,
    article: maybeText,
    permission: maybeText,
    happened: z.strictObject({ typed: text, at: maybeTime, day: maybeText }).nullable(),
    contacts: z.array(text),
    ways: z.array(text),
    reply_by: z.array(text),
    files: z.array(file),
    sent_files: z.array(file),
    publication: maybeText,
    duplicate_of: count.nullable(),
    tags: z.array(text),
    checks: z.array(z.strictObject({ item: maybeText, by: maybeText, at: maybeTime })),
    unopened: z.boolean(),
    hold: z.strictObject({ reason: maybeText, by: text, at: time }).nullable(),
    due_at: maybeTime,
    assignee: maybeText,
    importance: count,
    due: maybeText,
    messages: z.array(
      z.strictObject({
        ...{ id: text, from: maybeText, channel: text, at: time, body: maybeText, files: z.array(text) },
        ...{ way: maybeText, fate: maybeText, reason: maybeText },
        ...{ read_at: maybeTime, taken_away_at: maybeTime },
        call: call.nullable(),
      }),
    ),
    notes: z.array(z.strictObject({ id: text, at: time, by: text, body: maybeText })),
    forgotten_at: z.null(),
  }),
);

const forgottenTip = named(
  'ForgottenTip',
  z.strictObject({
    ...shared,
    ...history,
    headline: z.null(),
    forgotten_at: time,
    proof: z
      .strictObject({
        by: maybeText,
        rule: maybeText,
        destroyed: z.record(text, count),
        digest: text,
        tip_digest: maybeText,
        proved_at: maybeTime,
      })
      .nullable(),
  }),
);

export const tip = named('Tip', z.union([keptTip, forgottenTip]));

export const contacts = named(
  'Contacts',
  z.strictObject({
    name: maybeText,
    contacts: z.array(
      z.strictObject({ way: text, typed: maybeText, parsed: maybeText, may_reply: z.boolean() }),
    ),
  }),
);

export const answered = named('Answered', z.strictObject({ version: count, message: text }));

export const unanswered = named('Unanswered', z.strictObject({ body: maybeText }));

export const draft = named(
  'Draft',
  z.strictObject({ draft: z.strictObject({ id: text, seen: count }).nullable() }),
);
