import type { Lang } from '../../i18n/words.ts';
import { coloured, MailLink, MailPage } from './mail-page.tsx';
import { Message } from './tip-mail.tsx';

export type AnswerSheet = {
  lang: Lang;
  answer: { label: string; text: string; rest: string | null };
  /** That files wait on the reader's page: no mail carries them. */
  files: string | null;
  /** Where a reply goes. */
  goesTo: string;
  link: { label: string; url: string };
  foot: string;
};

/** What staff answer a reader: their words, and how one goes on. */
export const AnswerMail = ({ sheet }: { sheet: AnswerSheet }) => (
  <MailPage lang={sheet.lang} title={sheet.answer.label} foot={sheet.foot}>
    <Message message={sheet.answer} />
    {sheet.files !== null && (
      <p {...coloured({ ink: 'ink' }, 'margin:16px 0 8px;font-size:15px')}>{sheet.files}</p>
    )}
    <p {...coloured({ ink: 'quiet' }, 'margin:16px 0 8px;font-size:15px')}>{sheet.goesTo}</p>
    <MailLink link={sheet.link} />
  </MailPage>
);
