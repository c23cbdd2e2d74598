/** What is typed or chosen on a tip's page beside a note and is not sent yet, by its field; '' where nothing is. */
export const TYPED_BESIDE = [
  ...(['article', 'duplicate_of', 'reason', 'tags_add'] as const),
  ...(['messages_body', 'messages_way'] as const),
  ...(['assignment_to', 'forwarding_to', 'reminder_on', 'topic'] as const),
] as const;
export type TypedBeside = Readonly<Record<(typeof TYPED_BESIDE)[number], string>>;

/** Chosen is nobody, no day, or no topic. */
export const NONE_CHOSEN = '-';

export const NOTHING_BESIDE: TypedBeside = {
  ...{ article: '', duplicate_of: '', reason: '', tags_add: '' },
  ...{ messages_body: '', messages_way: '' },
  ...{ assignment_to: '', forwarding_to: '', reminder_on: '', topic: '' },
};
