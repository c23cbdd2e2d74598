import type { Lang } from '../../src/i18n/words.ts';
import { MailLink, MailPage, quietInk } from './mail-page.tsx';

type TestMailProps = {
  sheet: {
    lang: Lang;
    heading: string;
    body: string;
    sent: string;
    link: { label: string; url: string };
    foot: string;
  };
};

export const TestMail = ({ sheet }: TestMailProps) => (
  <MailPage lang={sheet.lang} title={sheet.heading} foot={sheet.foot}>
    <h1 style="margin:0 0 8px;font-size:20px;line-height:1.35">{sheet.heading}</h1>
    <p style="margin:0 0 4px">{sheet.body}</p>
    <p style={`margin:0 0 16px;color:${quietInk}`}>{sheet.sent}</p>
    <MailLink link={sheet.link} />
  </MailPage>
);
