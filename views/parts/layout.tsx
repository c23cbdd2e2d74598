import type { ComponentChildren, VNode } from 'preact';
import { render } from 'preact-render-to-string';
import type { Lang, Words } from '../../src/i18n/words.ts';

/** What every page of the desk stands in, the reader's and the staff's. */
export type Frame = {
  lang: Lang;
  words: Words;
  newsroom: string;
  /** The style sheet: its address, or its text, which the policy knows by its hash. */
  style: { href: string } | { text: string };
  href: { script: string | null; icon: string };
  /** Of who has no second factor yet where one is required: until when that may be. */
  factorDue?: { until: string } | 'over';
  /** The same page in each other language. */
  switchTo: { lang: Lang; href: string }[];
};

type LayoutProps = {
  frame: Frame;
  /** Stands before the newsroom's name in the browser's title. */
  title: string;
  /** Staff's pages ask search engines to stay away. */
  hidden?: boolean;
  /** In place of the header's `no-referrer`, by which browsers send `Origin: null` with the page's own forms. */
  referrer?: 'same-origin';
  class?: string;
  /** The id of an element: before it has come, nothing is painted, so that nothing moves. For pages that are short. */
  last?: string;
  children: ComponentChildren;
};

/** The document around a page. The page itself brings its `<main id="main">`, where the skip link leads. */
export function Layout({ frame, title, hidden = false, referrer, last, children, ...body }: LayoutProps) {
  const { words, href } = frame;
  return (
    <html lang={frame.lang}>
      <head>
        <meta charset="utf-8" />
        <title>{`${title} · ${frame.newsroom}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {referrer && <meta name="referrer" content={referrer} />}
        {hidden && <meta name="robots" content="noindex" />}
        <link rel="icon" href={href.icon} type="image/svg+xml" />
        <Style style={frame.style} />
        {last !== undefined && <link rel="expect" href={`#${last}`} {...BLOCKING} />}
        {href.script !== null && <script type="module" src={href.script} />}
      </head>
      <body class={body.class}>
        <a class="skip" href="#main">
          {words.reader.page.skip}
        </a>
        {children}
      </body>
    </html>
  );
}

/** Known to HTML (4.6.7.7, "expect"), and not yet to preact's types. */
const BLOCKING = { blocking: 'render' } as const;

/** Text in the page saves a phone the second way to the server and back, before which nothing is painted. */
const Style = ({ style }: Pick<Frame, 'style'>) =>
  'href' in style ? (
    <link rel="stylesheet" href={style.href} />
  ) : (
    // As it stands: in a style, an escaped quote would be none.
    <style dangerouslySetInnerHTML={{ __html: style.text }} />
  );

/** The whole document as text, ready to send. */
export const renderPage = (page: VNode): string => `<!DOCTYPE html>\n${render(page)}`;
