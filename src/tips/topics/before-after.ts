import { TOPIC_RULES } from '../end/rules.ts';
import type { TopicFields } from './topic.ts';

/** What stands where there is nothing. */
const NOTHING = '–';

/**
 * What became otherwise, field by field, for the history: `name_en: Incidents → Accidents`. Of hints and inboxes it says only that
 * they did.
 */
export function changesOf(before: TopicFields, after: TopicFields): string[] {
  const [were, are] = [saidOf(before), saidOf(after)];
  const said = Object.keys(are).flatMap(field =>
    were[field] === are[field] ? [] : [`${field}: ${were[field] || NOTHING} → ${are[field] || NOTHING}`],
  );
  const [kept, now] = [unsaidOf(before), unsaidOf(after)];
  return [...said, ...Object.keys(now).filter(field => kept[field] !== now[field])];
}

const onOrOff = (isOn: boolean) => (isOn ? 'on' : 'off');

const saidOf = (fields: TopicFields): Record<string, string> => ({
  name_ko: fields.name.ko,
  name_en: fields.name.en,
  ...(fields.position !== null && { order: String(fields.position) }),
  team: fields.team.toSorted().join(', '),
  confidential: onOrOff(fields.isConfidential),
  hides_contacts: onOrOff(fields.hidesContacts || fields.isConfidential),
  ended: onOrOff(fields.isEnded),
  ...Object.fromEntries(
    TOPIC_RULES.map(rule => [`retention_${rule}`, String(fields.retention[rule] ?? NOTHING)]),
  ),
});

const unsaidOf = ({ hint, inbox }: TopicFields): Record<string, string> => ({
  hint_ko: hint.ko,
  hint_en: hint.en,
  inbox: inbox.join(),
});
