import type { Words } from '../../src/i18n/words.ts';
import type { Trouble } from '../../src/mail/trouble.ts';

/** `code`: for whoever runs the mail server. */
export type ShownTrouble = { trouble: Trouble; code: string };

/** Why a mail does not go out and what to do, in words; the code beside it, small. */
export function MailTrouble({ words, shown }: { words: Words; shown: ShownTrouble }) {
  const sentences: Readonly<Record<Trouble, string>> = words.staff.mailTroubles;
  return (
    <>
      {sentences[shown.trouble]} <small class="quiet trouble-code">({shown.code})</small>
    </>
  );
}
