import type { Lang } from '../../i18n/words.ts';
import { coloured, MailLink, MailPage } from './mail-page.tsx';
import { Message } from './tip-mail.tsx';

export type ColleagueSheet = {
  lang: Lang;
  heading: string;
  /** Null where nothing of the tip may stand in a mail. */
  headline: string | null;
  received: string;
  texts: readonly { label: string; text: string; rest: string | null }[];
  link: { label: string; url: string };
  /** Null where there is nothing more to say. */
  hint: string | null;
  foot: string;
};

/** Who asks what of whom, with the tip's own words where they may stand in a mail. */
export const ColleagueMail = ({ sheet }: { sheet: ColleagueSheet }) => (
  <MailPage
    lang={sheet.lang}
    title={sheet.heading}
    preview={sheet.headline ?? sheet.received}
    foot={sheet.foot}
  >
    <h1 style="margin:0 0 8px;font-size:20px;line-height:1.35">{sheet.heading}</h1>
    {sheet.headline !== null && (
      <p dir="auto" style="margin:0 0 4px;font-weight:600">
        {sheet.headline}
      </p>
    )}
    <p {...coloured({ ink: 'quiet' }, 'margin:0 0 16px')}>{sheet.received}</p>
    <MailLink link={sheet.link} />
    {sheet.texts.map(message => (
      <Message key={message.label} message={message} />
    ))}
    {sheet.hint !== null && (
      <p {...coloured({ ink: 'quiet' }, 'margin:16px 0 0;font-size:15px')}>{sheet.hint}</p>
    )}
  </MailPage>
);
