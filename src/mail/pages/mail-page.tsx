import type { ComponentChildren } from 'preact';
import type { Lang } from '../../i18n/words.ts';

/**
 * Mail programs read no stylesheet for sure, so each style stands at its element, in colours that those which turn them round by
 * themselves (Gmail) keep legible. The sheet has the dark ones, for those that ask for them (Apple, Outlook).
 */
const light = {
  ink: '#16181d',
  quiet: '#565c68',
  paper: '#ffffff',
  ground: '#f6f7f9',
  line: '#d5d9e0',
  accent: '#0b57d0',
  onAccent: '#ffffff',
  good: '#146c2e',
  danger: '#b3261e',
};
const dark: typeof light = {
  ink: '#e9ebef',
  quiet: '#a7adba',
  paper: '#16191e',
  ground: '#0f1115',
  line: '#343a44',
  accent: '#8ab4f8',
  onAccent: '#16191e',
  good: '#7fd99a',
  danger: '#ffb4ab',
};

type Use = 'ink' | 'paper' | 'line';

/** What each colour is used for: a mail carries no rule that nothing of it needs. */
const uses = {
  ink: { css: 'color', colours: ['ink', 'quiet', 'accent', 'onAccent', 'good', 'danger'] },
  paper: { css: 'background', colours: ['paper', 'ground', 'accent'] },
  line: { css: 'border-color', colours: ['line', 'quiet', 'accent', 'good', 'danger'] },
} as const satisfies Record<Use, { css: string; colours: readonly (keyof typeof light)[] }>;

const USES: readonly Use[] = ['ink', 'paper', 'line'];

type Colours = { [U in Use]?: (typeof uses)[U]['colours'][number] };

/** The classes and the style of an element in these colours; both are needed. `line` is for what has a frame. */
export function coloured(colours: Colours, style: string): { class: string; style: string } {
  const found = USES.flatMap(use => {
    const colour = colours[use];
    return colour === undefined
      ? []
      : [{ name: classOf(use, colour), css: `${uses[use].css}:${light[colour]}` }];
  });
  return {
    class: found.map(({ name }) => name).join(' '),
    style: [...(style === '' ? [] : [style]), ...found.map(({ css }) => css)].join(';'),
  };
}

const classOf = (use: Use, colour: keyof typeof light) => `${use[0]}-${colour}`;

/** `before`: what must stand around an element for it to be dark. */
const darkRules = (use: Use, before = '') =>
  uses[use].colours
    .map(colour => `${before}.${classOf(use, colour)}{${uses[use].css}:${dark[colour]}!important}`)
    .join('');

const SCHEMES = ':root{color-scheme:light dark;supported-color-schemes:light dark}';
const DARK = `@media (prefers-color-scheme:dark){${USES.map(use => darkRules(use)).join('')}}`;
/** Outlook's own marks, of text and of grounds. In a sheet of their own: Gmail drops a whole one in which it does not know a selector. */
const DARK_OUTLOOK = [
  darkRules('ink', '[data-ogsc] '),
  darkRules('line', '[data-ogsc] '),
  darkRules('paper', '[data-ogsb] '),
].join('');

const fonts =
  'Pretendard,-apple-system,BlinkMacSystemFont,"Apple SD Gothic Neo","Noto Sans KR","Malgun Gothic","Segoe UI",sans-serif';

const hidden =
  'display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px;mso-hide:all';

type MailPageProps = {
  lang: Lang;
  title: string;
  /** What an inbox shows beside the subject. */
  preview?: string;
  foot: string;
  children: ComponentChildren;
};

/** The frame of every mail: one quiet column with nothing to load. */
export const MailPage = ({ lang, title, preview, foot, children }: MailPageProps) => (
  <html lang={lang}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="supported-color-schemes" content="light dark" />
      {/* Or a phone makes a number to call of a hash. */}
      <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no" />
      <title>{title}</title>
      <Style css={`${SCHEMES}${DARK}`} />
      <Style css={DARK_OUTLOOK} />
    </head>
    <body
      {...coloured(
        { ink: 'ink', paper: 'ground' },
        `margin:0;padding:16px;font:16px/1.6 ${fonts};-webkit-text-size-adjust:100%`,
      )}
    >
      {preview !== undefined && <div style={hidden}>{preview}</div>}
      <div style="max-width:640px;margin:0 auto;word-break:keep-all;overflow-wrap:anywhere">
        {children}
        <p
          {...coloured(
            { ink: 'quiet', line: 'line' },
            'margin:24px 0 0;padding-top:12px;border-top:1px solid;font-size:13px',
          )}
        >
          {foot}
        </p>
      </div>
    </body>
  </html>
);

/** Ours alone, of fixed words: a child would be escaped. */
const Style = ({ css }: { css: string }) => <style dangerouslySetInnerHTML={{ __html: css }} />;

type MailButtonProps = { href: string; label: string; plain?: boolean };

/** A table, because Outlook gives no link a ground or room of its own. */
export const MailButton = ({ href, label, plain = false }: MailButtonProps) => (
  <table role="presentation" cellpadding="0" cellspacing="0" style="width:100%;margin:8px 0 0">
    <tr>
      <td
        {...coloured(
          plain ? { paper: 'paper', line: 'quiet' } : { paper: 'accent', line: 'accent' },
          'border:1px solid;border-radius:8px;text-align:center;mso-padding-alt:12px 20px',
        )}
      >
        <a
          href={href}
          {...coloured(
            { ink: plain ? 'accent' : 'onAccent' },
            'display:block;padding:11px 20px;font-weight:600;text-decoration:none',
          )}
        >
          {label}
        </a>
      </td>
    </tr>
  </table>
);

/** The address stands below the words, for those who do not click in mails. */
export const MailLink = ({ link }: { link: { label: string; url: string } }) => (
  <>
    <MailButton href={link.url} label={link.label} />
    <p {...coloured({ ink: 'quiet' }, 'margin:4px 0 0;font-size:13px')}>{link.url}</p>
  </>
);
