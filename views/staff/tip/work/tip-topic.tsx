import type { Lang } from '../../../../src/i18n/lang.ts';
import type { Words } from '../../../../src/i18n/words.ts';
import { staffPaths } from '../../../../src/paths.ts';
import type { ShownKeptTip } from '../../../../src/tips/folder.ts';
import type { StaffTopic } from '../../../../src/tips/topics/topic.ts';
import type { Beside } from '../bar/tip-closing.tsx';
import { chosenOf, Was } from '../choice.tsx';
import { TIP_FORM } from '../form-ids.ts';

type TopicProps = {
  words: Words;
  lang: Lang;
  tip: ShownKeptTip;
  back: { back?: string };
  topics: readonly StaffTopic[];
  beside: Beside;
};

/** What it is about, and another choice; nothing where the newsroom has no topics. */
export function TipTopic({ words, lang, tip, back, topics, beside }: TopicProps) {
  if (topics.length === 0) return null;
  const labels = words.staff.topics;
  const chosen = chosenOf(beside.topic, tip.topic);
  const current = topics.find(({ slug }) => slug === tip.topic);
  return (
    <section class="part" aria-labelledby="topic-title">
      <h2 id="topic-title">{labels.topic}</h2>
      <p>{current === undefined ? labels.noTopic : current.name[lang]}</p>
      <details class="folded on-screen" open={beside.topic !== ''}>
        <summary class="button plain compact">{labels.change}</summary>
        <div class="fields">
          <Was name="topic" value={tip.topic} />
          <select name="topic" form={TIP_FORM} aria-labelledby="topic-title">
            <option value="" selected={chosen === ''}>
              {labels.noTopic}
            </option>
            {topics.map(({ slug, name, isEnded }) => (
              <option key={slug} value={slug} selected={slug === chosen}>
                {isEnded ? labels.endedName(name[lang]) : name[lang]}
              </option>
            ))}
          </select>
          <button
            class="button plain compact"
            type="submit"
            form={TIP_FORM}
            formAction={staffPaths.changeTopic(tip.number, back)}
            formNoValidate
          >
            {labels.save}
          </button>
        </div>
      </details>
    </section>
  );
}
