import type { ComponentChildren } from 'preact';
import { type Lang, languageName } from '../../src/i18n/lang.ts';
import { inLang, readerPaths } from '../../src/paths.ts';
import { type Frame, Layout } from '../parts/layout.tsx';

type ReaderPageProps = {
  frame: Frame;
  title: string;
  /**
   * The form that a language switch must not empty: where no script of ours keeps it, it is sent along, so that it comes
   * back filled.
   */
  keeps?: string;
  children: ComponentChildren;
};

/** A page for readers: the newsroom's name above, privacy, languages and official channels below. */
export function ReaderPage({ frame, title, keeps, children }: ReaderPageProps) {
  const { words, newsroom, lang } = frame;
  return (
    <Layout frame={frame} title={title} referrer="same-origin" class="reader" last="leave-status">
      {keeps !== undefined && <NoSendingByEnter form={keeps} />}
      <header class="masthead">
        <a class="newsroom" href={inLang(readerPaths.form, lang)}>
          {newsroom}
        </a>
        <a class="leave" href={readerPaths.leave} rel="nofollow" data-leave="">
          {words.reader.page.leave}
        </a>
        <LanguageSwitch frame={frame} {...(keeps !== undefined && { keeps })} />
      </header>
      <main id="main">{children}</main>
      <footer class="foot">
        <nav aria-label={words.reader.page.foot}>
          <a href={inLang(readerPaths.privacy, lang)}>{words.reader.page.privacy}</a>
          <a href={inLang(readerPaths.channels, lang)}>{words.reader.page.channels}</a>
          <a href={inLang(readerPaths.receipt, lang)}>{words.reader.talk.link}</a>
          <LanguageSwitch frame={frame} {...(keeps !== undefined && { keeps })} />
        </nav>
      </footer>
      <p class="leave-status small" id="leave-status" role="status" data-left={words.reader.page.leaveKeys} />
    </Layout>
  );
}

/**
 * Enter in a line of text presses the form's first button in the order of the page, and nothing where that one is disabled
 * (HTML, implicit submission): nobody's tip leaves before the phone number is given, only the button that says so sends.
 */
const NoSendingByEnter = ({ form }: { form: string }) => (
  <button class="unseen" type="submit" form={form} disabled tabIndex={-1} aria-hidden="true" />
);

/** Each language in its own words, as those who look for it read no other. */
function LanguageSwitch({ frame, keeps }: { frame: Frame; keeps?: string }) {
  return (
    <>
      {frame.switchTo.map(({ lang, href }) => (
        <>
          <a class={keeps === undefined ? undefined : 'switch'} href={href} hreflang={lang} lang={lang}>
            {languageName(lang, lang)}
          </a>
          {keeps !== undefined && <KeepingSwitch lang={lang} keeps={keeps} />}
        </>
      ))}
    </>
  );
}

/**
 * Until our script has come, which keeps what is typed, the switch is a button of the form: it comes back in the other
 * language with all that was typed. Sent urlencoded: the names of chosen files travel, their bytes need not.
 */
function KeepingSwitch({ lang, keeps }: { lang: Lang; keeps: string }) {
  return (
    <button
      class="link keeping"
      type="submit"
      form={keeps}
      name="switch_to"
      value={lang}
      lang={lang}
      formEncType="application/x-www-form-urlencoded"
      formNoValidate
    >
      {languageName(lang, lang)}
    </button>
  );
}
