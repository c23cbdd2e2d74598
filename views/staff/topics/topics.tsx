import type { Words } from '../../../src/i18n/words.ts';
import { staffPaths } from '../../../src/paths.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import type { TopicWithTeam } from '../../../src/tips/topics/list-topics.ts';
import type { Frame } from '../../parts/layout.tsx';
import { VERBATIM } from '../../parts/verbatim.ts';
import { DeskPage } from '../desk-page.tsx';
import { type ShownTopicForm, TopicForm } from './topic-form.tsx';

type TopicsProps = {
  frame: Frame;
  viewer: Viewer;
  topics: readonly TopicWithTeam[];
  /** Of a new one. */
  form: ShownTopicForm;
};

export function TopicsPage({ frame, viewer, topics, form }: TopicsProps) {
  const { words } = frame;
  const labels = words.staff.topics;
  return (
    <DeskPage frame={frame} title={labels.title} viewer={viewer} room="topics">
      <h1>{labels.title}</h1>
      <p class="quiet">{labels.lead}</p>
      {topics.length === 0 ? <p class="nothing">{labels.none}</p> : <List {...{ frame, topics }} />}
      <section class="part" aria-labelledby="new">
        <h2 id="new">{labels.newTitle}</h2>
        <TopicForm {...form} words={words} action={staffPaths.topics} version={null} />
      </section>
    </DeskPage>
  );
}

function List({ frame, topics }: Pick<TopicsProps, 'frame' | 'topics'>) {
  const { words, lang } = frame;
  const labels = words.staff.topics;
  return (
    <ul class="topics">
      {topics.map(topic => (
        <li key={topic.slug}>
          <p>
            <a href={staffPaths.topic(topic.slug)}>{topic.name[lang]}</a>{' '}
            <span class="quiet small" {...VERBATIM}>
              {topic.slug}
            </span>
          </p>
          {rulesOf(topic, labels) !== '' && <p class="small">{rulesOf(topic, labels)}</p>}
          <Addresses label={labels.team} all={topic.team} />
          <Addresses label={labels.inbox} all={topic.inbox} />
        </li>
      ))}
    </ul>
  );
}

const rulesOf = (
  { isConfidential, hidesContacts }: TopicWithTeam,
  { confidential, hidesContacts: hidden }: Words['staff']['topics'],
): string =>
  [isConfidential && confidential, hidesContacts && hidden].filter(rule => rule !== false).join(' · ');

const Addresses = ({ label, all }: { label: string; all: readonly string[] }) =>
  all.length === 0 ? null : (
    <p class="quiet small">
      {label}: <span {...VERBATIM}>{all.join(', ')}</span>
    </p>
  );
