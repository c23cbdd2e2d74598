import type { ComponentChildren } from 'preact';
import type { Lang } from '../../src/i18n/words.ts';
import { type Frame, Layout } from '../layout.tsx';

type ReaderPageProps = {
  frame: Frame;
  title: string;
  /**
   * The form that a language switch must not empty: without script it is sent along, so that it comes back
   * filled.
   */
  keeps?: string;
  children: ComponentChildren;
};

/** A page for readers: the newsroom's name above, privacy, languages and official channels below. */
export function ReaderPage({ frame, title, keeps, children }: ReaderPageProps) {
  const { words, newsroom, lang } = frame;
  return (
    <Layout frame={frame} title={title} class="reader">
      {keeps !== undefined && <DefaultButton form={keeps} label={words.reader.form.send} />}
      <header class="masthead">
        <a class="newsroom" href={`/?lang=${lang}`}>
          {newsroom}
        </a>
        <LanguageSwitch frame={frame} {...(keeps !== undefined && { keeps })} />
      </header>
      <main id="main">{children}</main>
      <footer class="foot">
        <nav aria-label={words.reader.page.foot}>
          <a href={`/privacy?lang=${lang}`}>{words.reader.page.privacy}</a>
          <a href={`/channels?lang=${lang}`}>{words.reader.page.channels}</a>
          <LanguageSwitch frame={frame} {...(keeps !== undefined && { keeps })} />
        </nav>
      </footer>
    </Layout>
  );
}

/**
 * Enter in a line of text presses the form's first button in the order of the page. Without script that would be the
 * language switch above, so this one stands before it and sends.
 */
const DefaultButton = ({ form, label }: { form: string; label: string }) => (
  <noscript>
    <button class="unseen" type="submit" form={form} tabIndex={-1} aria-hidden="true">
      {label}
    </button>
  </noscript>
);

/** Each language in its own words, as those who look for it read no other. */
const languageNames: Record<Lang, string> = { ko: '한국어', en: 'English' };

function LanguageSwitch({ frame, keeps }: { frame: Frame; keeps?: string }) {
  return (
    <>
      {frame.switchTo.map(({ lang, href }) => (
        <>
          <a class={keeps === undefined ? undefined : 'switch'} href={href} hreflang={lang} lang={lang}>
            {languageNames[lang]}
          </a>
          {keeps !== undefined && <KeepingSwitch lang={lang} keeps={keeps} />}
        </>
      ))}
    </>
  );
}

/**
 * Without script the switch is a button of the form, which comes back in the other language with all that
 * was typed.
 * Sent urlencoded: the names of chosen files travel, their bytes need not.
 */
function KeepingSwitch({ lang, keeps }: { lang: Lang; keeps: string }) {
  return (
    <noscript>
      <button
        class="link"
        type="submit"
        form={keeps}
        name="switch_to"
        value={lang}
        lang={lang}
        formEncType="application/x-www-form-urlencoded"
        formNoValidate
      >
        {languageNames[lang]}
      </button>
    </noscript>
  );
}
