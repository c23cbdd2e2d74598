import type { Lang } from '../../../src/i18n/lang.ts';
import type { OfferedTopic } from '../../../src/tips/topics/topic.ts';
import { described, Fault, Optional, type PartProps } from './fields.tsx';

type TopicProps = PartProps & { topics: readonly OfferedTopic[]; lang: Lang };

/** What it is about, where the newsroom asks. One that is offered no more is not chosen any more. */
export function Topic({ words, values, faults, topics, lang }: TopicProps) {
  if (topics.length === 0 && faults['topic'] === undefined) return null;
  const chosen = topics.find(({ slug }) => slug === values.topic)?.slug ?? '';
  return (
    <section class="part">
      <div class="field">
        <label for="topic">
          {words.topic} <Optional words={words} />
        </label>
        <select id="topic" name="topic" {...described('topic', faults)}>
          <option value="" selected={chosen === ''}>
            {words.topicNone}
          </option>
          {topics.map(({ slug, name, hint }) => (
            <option key={slug} value={slug} selected={slug === chosen}>
              {hint[lang] === '' ? name[lang] : `${name[lang]} (${hint[lang]})`}
            </option>
          ))}
        </select>
        <Fault field="topic" faults={faults} />
      </div>
    </section>
  );
}
