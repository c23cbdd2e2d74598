import type { ComponentChildren } from 'preact';
import type { Lang } from '../../src/i18n/words.ts';

/** Mail clients read no stylesheet for sure, so each style stands at its element. */
export const ink = '#16181d';
export const quietInk = '#565c68';
export const danger = '#b3261e';
const line = '#d5d9e0';

const fonts =
  'Pretendard,-apple-system,BlinkMacSystemFont,"Apple SD Gothic Neo","Noto Sans KR","Malgun Gothic","Segoe UI",sans-serif';

type MailPageProps = { lang: Lang; title: string; foot: string; children: ComponentChildren };

/** The frame of every mail: one quiet column, light, with nothing to load. */
export const MailPage = ({ lang, title, foot, children }: MailPageProps) => (
  <html lang={lang}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light" />
      <title>{title}</title>
    </head>
    <body style={`margin:0;padding:24px 16px;background:#ffffff;color:${ink};font:15px/1.55 ${fonts}`}>
      <div style="max-width:640px;margin:0 auto;word-break:keep-all;overflow-wrap:anywhere">
        {children}
        <p
          style={`margin:40px 0 0;padding-top:12px;border-top:1px solid ${line};color:${quietInk};font-size:13px`}
        >
          {foot}
        </p>
      </div>
    </body>
  </html>
);

type MailLinkProps = { link: { label: string; url: string } };

/** The address stands beside the words, for those who do not click in mails. */
export const MailLink = ({ link }: MailLinkProps) => (
  <p style="margin:0 0 4px">
    <a href={link.url} style="color:#0b57d0;font-weight:600">
      {link.label}
    </a>{' '}
    <span style={`color:${quietInk};font-size:13px`}>{link.url}</span>
  </p>
);
