import { z } from 'zod';
import type { TypedTopic } from '../../../../views/staff/topics/topic-form.tsx';
import { tidyEmail } from '../../../email.ts';
import { clean } from '../../../tips/text.ts';
import type { TopicWithTeam } from '../../../tips/topics/list-topics.ts';
import type { TopicFields } from '../../../tips/topics/topic.ts';
import { number, ticked } from '../forms.ts';

const line = z
  .string()
  .transform(typed => clean(typed).trim())
  .catch('');
const many = z
  .union([z.string().transform(one => [one]), z.array(z.string())])
  .transform(all => all.map(tidyEmail).filter(one => one !== ''))
  .catch([]);

/** What is typed of a topic, by the names of the contract. */
export const topicFields: z.ZodType<TypedTopic> = z.object({
  slug: line,
  name_ko: line,
  name_en: line,
  hint_ko: line,
  hint_en: line,
  /** Several with commas, blanks or line breaks between. */
  inbox: line,
  team: many,
  confidential: ticked,
  hides_contacts: ticked,
  ended: ticked,
  retention_unused: line,
  retention_used: line,
  retention_open: line,
});

/** Of programs: on the page a topic is moved. Where it is not sent, the topic stays where it is. */
const orderField = z.object({
  order: number.pipe(z.number().max(999)).nullable().catch(null),
});

/** As the verbs take it. What is no number of days is one that no topic may have. */
export function toFields(typed: TypedTopic, body: unknown): TopicFields {
  const days = (text: string) => (text === '' ? null : /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN);
  return {
    position: orderField.parse(body).order,
    name: { ko: typed.name_ko, en: typed.name_en },
    hint: { ko: typed.hint_ko, en: typed.hint_en },
    inbox: typed.inbox.split(/[\s,;]+/).filter(address => address !== ''),
    team: typed.team,
    isConfidential: typed.confidential,
    hidesContacts: typed.hides_contacts,
    isEnded: typed.ended,
    retention: {
      unused: days(typed.retention_unused),
      used: days(typed.retention_used),
      open: days(typed.retention_open),
    },
  };
}

export const NEW_TOPIC: TypedTopic = topicFields.parse({});

/** A topic as its form shows it. */
export const typedOf = ({
  slug,
  name,
  hint,
  inbox,
  team,
  retention,
  ...topic
}: TopicWithTeam): TypedTopic => ({
  slug,
  ...{ name_ko: name.ko, name_en: name.en, hint_ko: hint.ko, hint_en: hint.en },
  inbox: inbox.join(', '),
  team: [...team],
  confidential: topic.isConfidential,
  hides_contacts: topic.hidesContacts,
  ended: topic.isEnded,
  retention_unused: String(retention.unused ?? ''),
  retention_used: String(retention.used ?? ''),
  retention_open: String(retention.open ?? ''),
});

/** The same, as other programs read it. */
export const topicJson = (topic: TopicWithTeam) => ({
  ...typedOf(topic),
  inbox: topic.inbox,
  order: topic.position,
  retention_unused: topic.retention.unused,
  retention_used: topic.retention.used,
  retention_open: topic.retention.open,
  version: topic.version,
});
