import type { Lang } from '../../i18n/words.ts';
import { coloured, MailLink, MailPage } from './mail-page.tsx';

export type ReminderSheet = {
  lang: Lang;
  heading: string;
  tips: readonly {
    /** Its number, in words. */
    name: string;
    /** Null where nothing of the tip may stand in a mail. */
    headline: string | null;
    /** Null where it is of this day. */
    since: string | null;
    url: string;
  }[];
  /** Null where all of them are told. */
  more: string | null;
  link: { label: string; url: string };
  hints: readonly string[];
  foot: string;
};

/** What somebody is to look at again: one line each, which leads to it. */
export const ReminderMail = ({ sheet }: { sheet: ReminderSheet }) => (
  <MailPage lang={sheet.lang} title={sheet.heading} foot={sheet.foot}>
    <h1 style="margin:0 0 8px;font-size:20px;line-height:1.35">{sheet.heading}</h1>
    <ul style="list-style:none;margin:0 0 16px;padding:0">
      {sheet.tips.map(tip => (
        <li key={tip.url} {...coloured({ line: 'line' }, 'margin:0;padding:8px 0;border-bottom:1px solid')}>
          <a href={tip.url} {...coloured({ ink: 'accent' }, 'font-weight:600')}>
            {tip.name}
          </a>
          {tip.headline !== null && <span dir="auto"> {tip.headline}</span>}
          {tip.since !== null && <div {...coloured({ ink: 'quiet' }, 'font-size:13px')}>{tip.since}</div>}
        </li>
      ))}
    </ul>
    {sheet.more !== null && <p style="margin:0 0 16px">{sheet.more}</p>}
    <MailLink link={sheet.link} />
    <p {...coloured({ ink: 'quiet' }, 'margin:16px 0 0;font-size:15px')}>{sheet.hints.join(' ')}</p>
  </MailPage>
);
