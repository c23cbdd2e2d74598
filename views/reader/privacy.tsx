import type { ComponentChildren } from 'preact';
import type { KeptFor } from '../../src/i18n/dates.ts';
import type { Words } from '../../src/i18n/words.ts';
import type { Frame } from '../parts/layout.tsx';
import { VERBATIM } from '../parts/verbatim.ts';
import { ReaderPage } from './page.tsx';

type PrivacyPageProps = {
  frame: Frame;
  /** Who answers for personal data; null where only the newsroom is named. */
  officer: string | null;
  /** How the officer is reached: an address, a number or a name. */
  contact: string;
  isHttps: boolean;
  kept: KeptFor;
  /** Readers may be told that their address is not stored. */
  addressUnkept: boolean;
};

/** What PIPA art. 30(1), its decree art. 31 and GDPR art. 13 ask to be told, in the order in which a reader asks. */
export function PrivacyPage(page: PrivacyPageProps) {
  const { frame } = page;
  const { newsroom } = frame;
  const words = frame.words.reader.privacy;
  return (
    <ReaderPage frame={frame} title={words.title}>
      <div class="opening">
        <h1>{words.title}</h1>
        <p class="quiet">{words.lead(newsroom)}</p>
      </div>
      <div class="prose">
        <Section title={words.purpose} texts={words.purposeText} />
        <What {...page} />
        <Section title={words.recipients} texts={[words.recipientsText(newsroom)]} />
        <Section title={words.transfers} texts={[words.transfersText]} />
        <Section title={words.safety}>
          <List texts={words.safetyText({ ...page, newsroom })} />
        </Section>
        <Section title={words.limits} texts={[words.limitsText]} />
        <Section title={words.refuse} texts={[words.refuseText]} />
        <Section title={words.under14} texts={[words.under14Text]} />
        <Section title={words.rights} texts={words.rightsText} />
        <Officer {...page} words={words} />
        <Section title={words.complain} texts={[words.complainText]} />
      </div>
    </ReaderPage>
  );
}

function What({ frame, ...facts }: PrivacyPageProps) {
  const { privacy, form } = frame.words.reader;
  return (
    <>
      <Section title={privacy.items}>
        <List texts={privacy.itemsText} />
      </Section>
      <Section title={privacy.notKept}>
        <List texts={privacy.notKeptText({ ...facts, newsroom: frame.newsroom })} />
      </Section>
      <Section title={privacy.cookies} texts={[privacy.cookiesText]} />
      <Section title={privacy.period} texts={privacy.periodText(form.retention(facts.kept))} />
      <Section title={privacy.destruction} texts={privacy.destructionText} />
    </>
  );
}

type OfficerProps = PrivacyPageProps & { words: Words['reader']['privacy'] };

const Officer = ({ frame, officer, contact, words }: OfficerProps) => (
  <Section title={words.officer} texts={[words.officerText(frame.newsroom)]}>
    <dl>
      {officer !== null && (
        <div>
          <dt>{words.officerName}</dt>
          <dd {...VERBATIM}>{officer}</dd>
        </div>
      )}
      <div>
        <dt>{words.officerContact}</dt>
        <dd {...VERBATIM}>{contact}</dd>
      </div>
    </dl>
  </Section>
);

type SectionProps = { title: string; texts?: readonly string[]; children?: ComponentChildren };

const Section = ({ title, texts = [], children }: SectionProps) => (
  <section>
    <h2>{title}</h2>
    {texts.map(text => (
      <p key={text}>{text}</p>
    ))}
    {children}
  </section>
);

const List = ({ texts }: { texts: readonly string[] }) => (
  <ul>
    {texts.map(text => (
      <li key={text}>{text}</li>
    ))}
  </ul>
);
