import type { ComponentChildren } from 'preact';
import type { Words } from '../../src/i18n/words.ts';
import type { Frame } from '../layout.tsx';
import { ReaderPage } from './page.tsx';

export type PrivacyPageProps = {
  frame: Frame;
  /** Who answers for personal data: an address, a number or a name. */
  contact: string;
};

/** What PIPA art. 15(2) and GDPR art. 13 ask to be told, in the order in which a reader asks. */
export function PrivacyPage({ frame, contact }: PrivacyPageProps) {
  const { newsroom } = frame;
  const words = frame.words.reader.privacy;
  return (
    <ReaderPage frame={frame} title={words.title}>
      <div class="opening">
        <h1>{words.title}</h1>
        <p class="quiet">{words.lead(newsroom)}</p>
      </div>
      <div class="prose">
        <What words={words} />
        <Section title={words.howLong}>
          <p>{words.howLongText(frame.words.reader.form.retention)}</p>
        </Section>
        <Section title={words.why}>
          <Paragraphs texts={words.whyText} />
        </Section>
        <Section title={words.whom}>
          <p>{words.whomText(newsroom)}</p>
        </Section>
        <Section title={words.where}>
          <p>{words.whereText}</p>
        </Section>
        <Choices words={words} />
        <Section title={words.who}>
          <p>{words.whoText(newsroom)}</p>
          <p>
            <strong>{contact}</strong>
          </p>
        </Section>
        <Section title={words.complain}>
          <p>{words.complainText}</p>
        </Section>
      </div>
    </ReaderPage>
  );
}

type WordsProps = { words: Words['reader']['privacy'] };

const What = ({ words }: WordsProps) => (
  <>
    <Section title={words.what}>
      <List texts={words.whatText} />
    </Section>
    <Section title={words.whatNot}>
      <List texts={words.whatNotText} />
    </Section>
    <Section title={words.limits}>
      <p>{words.limitsText}</p>
    </Section>
  </>
);

const Choices = ({ words }: WordsProps) => (
  <>
    <Section title={words.refuse}>
      <p>{words.refuseText}</p>
    </Section>
    <Section title={words.under14}>
      <p>{words.under14Text}</p>
    </Section>
    <Section title={words.rights}>
      <p>{words.rightsText}</p>
    </Section>
  </>
);

const Section = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <section>
    <h2>{title}</h2>
    {children}
  </section>
);

const Paragraphs = ({ texts }: { texts: readonly string[] }) => (
  <>
    {texts.map(text => (
      <p key={text}>{text}</p>
    ))}
  </>
);

const List = ({ texts }: { texts: readonly string[] }) => (
  <ul>
    {texts.map(text => (
      <li key={text}>{text}</li>
    ))}
  </ul>
);
