import { exactTime, readTime } from '../../../../src/i18n/dates.ts';
import type { Words } from '../../../../src/i18n/words.ts';
import type { ShownCall } from '../../../../src/tips/calls/call-note.ts';
import type { TextField } from '../../../../src/tips/fields.ts';
import type { ShownKeptTip, ShownTip } from '../../../../src/tips/folder.ts';
import { VERBATIM } from '../../../parts/verbatim.ts';
import { OpenedText } from '../../opened.tsx';
import type { Clock } from '../../time.tsx';
import { CallFacts } from './call-facts.tsx';

/** `href` only where it is a page of the web. */
export type LinkedArticle = { text: string; href: string | null };

/** What was said in one of the texts that a reader may add. */
export type AddedText = { field: TextField; text: string };

type MessageProps = {
  words: Words;
  clock: Clock;
  tip: ShownTip;
  texts: readonly AddedText[];
  article: LinkedArticle | null;
  /** Null where its reader wrote it themselves. */
  call: ShownCall | null;
};

/** What the reader said, as they said it: their line breaks, their direction of writing, nothing made into a link. */
export function TipMessage({ words, clock, tip, texts, article, call }: MessageProps) {
  const { tip: labels } = words.staff;
  if (!tip.kept) return <p>{labels.forgottenAt(exactTime(tip.forgottenAt, clock.lang, clock.timeZone))}</p>;
  return (
    <>
      <div class="message" dir="auto">
        <OpenedText words={words} text={tip.message} />
      </div>
      <Circumstances words={words} clock={clock} tip={tip} texts={texts} article={article} />
      {call !== null && <CallFacts words={words} clock={clock} call={call} />}
    </>
  );
}

function Circumstances({
  words,
  clock,
  tip,
  texts,
  article,
}: Omit<MessageProps, 'tip' | 'call'> & { tip: ShownKeptTip }) {
  const { tip: labels } = words.staff;
  const { happened } = tip;
  const read = happened && readTime(happened, clock.lang, clock.timeZone);
  if (tip.headline === null) return <NoCircumstances words={words} />;
  if (texts.length === 0 && happened === null && article === null) return null;
  return (
    <dl class="facts">
      {happened !== null && (
        <div>
          <dt>{labels.happened}</dt>
          <dd>
            <bdi>{happened.typed}</bdi>
            {read !== null && <span class="quiet">{labels.readAs(read)}</span>}
          </dd>
        </div>
      )}
      {texts.map(({ field, text }) => (
        <div key={field}>
          <dt>{words.fields[field].label}</dt>
          <dd>
            <bdi>{text}</bdi>
          </dd>
        </div>
      ))}
      {article !== null && (
        <div>
          <dt>{labels.article}</dt>
          <dd>
            <ArticleLink article={article} />
          </dd>
        </div>
      )}
    </dl>
  );
}

/** All of them are sealed as one. */
function NoCircumstances({ words }: { words: Words }) {
  const { fields, staff } = words;
  return (
    <dl class="facts">
      <div>
        <dt>{[fields.title.label, staff.tip.happened, fields.place.label].join(' · ')}</dt>
        <dd>
          <OpenedText words={words} text={null} />
        </dd>
      </div>
    </dl>
  );
}

export const ArticleLink = ({ article: { text, href } }: { article: LinkedArticle }) =>
  href === null ? (
    <bdi {...VERBATIM}>{text}</bdi>
  ) : (
    <a href={href} rel="noreferrer noopener nofollow" dir="ltr" {...VERBATIM}>
      {text}
    </a>
  );
