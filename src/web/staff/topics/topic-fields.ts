import { z } from 'zod';
import type { TypedTopic } from '../../../../views/staff/topics/topic-form.tsx';
import { tidyEmail } from '../../../staff/accounts/accounts.ts';
import { clean } from '../../../tips/text.ts';
import type { TopicFields } from '../../../tips/topics/change-topics.ts';
import type { TopicWithTeam } from '../../../tips/topics/list-topics.ts';
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
  order: number.pipe(z.number().max(999)).catch(0),
  /** Several with commas, blanks or line breaks between. */
  inbox: line,
  team: many,
  confidential: ticked,
  hides_contacts: ticked,
});

export const toFields = (typed: TypedTopic): TopicFields => ({
  position: typed.order,
  name: { ko: typed.name_ko, en: typed.name_en },
  hint: { ko: typed.hint_ko, en: typed.hint_en },
  inbox: typed.inbox.split(/[\s,;]+/).filter(address => address !== ''),
  team: typed.team,
  isConfidential: typed.confidential,
  hidesContacts: typed.hides_contacts,
});

export const NEW_TOPIC: TypedTopic = topicFields.parse({});

/** A topic as its form shows it. */
export const typedOf = ({
  slug,
  name,
  hint,
  position,
  inbox,
  team,
  ...topic
}: TopicWithTeam): TypedTopic => ({
  slug,
  ...{ name_ko: name.ko, name_en: name.en, hint_ko: hint.ko, hint_en: hint.en },
  order: position,
  inbox: inbox.join(', '),
  team: [...team],
  confidential: topic.isConfidential,
  hides_contacts: topic.hidesContacts,
});

/** The same, as other programs read it. */
export const topicJson = (topic: TopicWithTeam) => ({
  ...typedOf(topic),
  inbox: topic.inbox,
  version: topic.version,
});
