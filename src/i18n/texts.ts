import type { Words } from './words.ts';

/** What a newsroom says in its own words; null: in ours. */
type Texts = Readonly<Record<'headline' | 'lead' | 'hint' | 'receiptLead' | 'hours', string | null>>;

/** The words of readers' pages, with the newsroom's own where it has some. */
export function withTexts(words: Words, { headline, lead, hint, receiptLead, hours }: Texts): Words {
  const { form, sent } = words.reader;
  return {
    ...words,
    reader: {
      ...words.reader,
      form: {
        ...form,
        ...(headline !== null && { headline }),
        ...(lead !== null && { lead: () => lead }),
        ...(hint !== null && { messageHint: hint }),
      },
      sent: {
        ...sent,
        ...(receiptLead !== null && { lead: receiptLead }),
        ...(hours !== null && { hours: sent.hoursAre(hours) }),
      },
    },
  };
}
