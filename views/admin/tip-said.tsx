import { exactTime } from '../../src/i18n/dates.ts';
import type { Words } from '../../src/i18n/words.ts';
import type { KeptTip, Tip } from '../../src/tips/tip.ts';
import type { LinkedArticle } from '../../src/web/admin/contact-links.ts';
import type { Clock } from './time.tsx';

type SaidProps = { words: Words; clock: Clock; tip: Tip; article: LinkedArticle | null };

/** What the reader said, as they said it: their line breaks, their direction of writing, nothing made into a link. */
export function Said({ words, clock, tip, article }: SaidProps) {
  const { tip: labels } = words.desk;
  if (!tip.kept) return <p>{labels.forgottenAt(exactTime(tip.forgottenAt, clock.lang, clock.timeZone))}</p>;
  return (
    <>
      <div class="message" dir="auto">
        {tip.message}
      </div>
      <Circumstances words={words} clock={clock} tip={tip} article={article} />
    </>
  );
}

function Circumstances({ words, clock, tip, article }: Omit<SaidProps, 'tip'> & { tip: KeptTip }) {
  const { tip: labels } = words.desk;
  const { place, happened } = tip;
  if (place === null && happened === null && article === null) return null;
  return (
    <dl class="facts">
      {happened !== null && (
        <div>
          <dt>{labels.happened}</dt>
          <dd>
            <bdi>{happened.typed}</bdi>
            {happened.at !== null && (
              <span class="quiet">{labels.readAs(exactTime(happened.at, clock.lang, clock.timeZone))}</span>
            )}
          </dd>
        </div>
      )}
      {place !== null && (
        <div>
          <dt>{labels.place}</dt>
          <dd>
            <bdi>{place}</bdi>
          </dd>
        </div>
      )}
      {article !== null && (
        <div>
          <dt>{labels.article}</dt>
          <dd>
            {article.href === null ? (
              <bdi>{article.text}</bdi>
            ) : (
              <a href={article.href} rel="noreferrer noopener nofollow" dir="ltr">
                {article.text}
              </a>
            )}
          </dd>
        </div>
      )}
    </dl>
  );
}
