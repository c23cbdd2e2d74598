import type { Words } from '../../src/i18n/words.ts';
import type { Trouble } from '../../src/mail/trouble.ts';

/** `code`: for whoever runs the mail server. */
export type ShownTrouble = { trouble: Trouble; code: string };

type TroubleProps = { words: Words; shown: ShownTrouble; isToReader?: boolean };

/** Why a mail does not go out and what to do, in words; the code beside it, small. `isToReader`: it is a reader's mailbox, which nobody here can mend. */
export function MailTrouble({ words: { staff }, shown, isToReader = false }: TroubleProps) {
  const own = isToReader ? staff.answering.troubles : {};
  const sentences: Readonly<Record<Trouble, string>> = { ...staff.mailTroubles, ...own };
  return (
    <>
      {sentences[shown.trouble]} <small class="quiet trouble-code">({shown.code})</small>
    </>
  );
}
