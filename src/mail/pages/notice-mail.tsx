import type { Lang } from '../../i18n/words.ts';
import { coloured, MailLink, MailPage } from './mail-page.tsx';

type NoticeMailProps = {
  sheet: {
    lang: Lang;
    heading: string;
    body: string;
    /** When it was sent, or what is to come. */
    time: string;
    link: { label: string; url: string };
    foot: string;
  };
};

/** A mail of the desk's own, about no tip: one thing to know, when, and where to go. */
export const NoticeMail = ({ sheet }: NoticeMailProps) => (
  <MailPage lang={sheet.lang} title={sheet.heading} preview={sheet.body} foot={sheet.foot}>
    <h1 style="margin:0 0 8px;font-size:20px;line-height:1.35">{sheet.heading}</h1>
    <p style="margin:0 0 4px">{sheet.body}</p>
    <p {...coloured({ ink: 'quiet' }, 'margin:0 0 16px')}>{sheet.time}</p>
    <MailLink link={sheet.link} />
  </MailPage>
);
