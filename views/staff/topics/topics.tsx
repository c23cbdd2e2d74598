import type { Words } from '../../../src/i18n/words.ts';
import { staffPaths } from '../../../src/paths.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import type { TopicWithTeam } from '../../../src/tips/topics/list-topics.ts';
import type { Frame } from '../../parts/layout.tsx';
import { VERBATIM } from '../../parts/verbatim.ts';
import { DeskPage } from '../desk-page.tsx';
import { calledOf } from '../person.tsx';
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
      {topics.length === 0 ? (
        <p class="nothing">{labels.none}</p>
      ) : (
        <List {...{ frame, topics, colleagues: form.colleagues }} />
      )}
      <section class="part" aria-labelledby="new">
        <h2 id="new">{labels.newTitle}</h2>
        <TopicForm {...form} words={words} action={staffPaths.topics} version={null} />
      </section>
    </DeskPage>
  );
}

type ListProps = Pick<TopicsProps, 'frame' | 'topics'> & Pick<ShownTopicForm, 'colleagues'>;

function List({ frame, topics, colleagues }: ListProps) {
  const { words, lang } = frame;
  const labels = words.staff.topics;
  const called = new Map(colleagues.map(one => [one.email, calledOf(one)]));
  return (
    <ul class="topics">
      {topics.map((topic, index) => (
        <li key={topic.slug} id={`topic-${topic.slug}`}>
          <div>
            <p>
              <a href={staffPaths.topic(topic.slug)}>{topic.name[lang]}</a>{' '}
              <span class="quiet small" {...VERBATIM}>
                {topic.slug}
              </span>{' '}
              {topic.isEnded && <span class="badge">{labels.endedMark}</span>}
            </p>
            {rulesOf(topic, labels) !== '' && <p class="small">{rulesOf(topic, labels)}</p>}
            <Several label={labels.team} all={topic.team.map(email => called.get(email) ?? email)} />
            <Several label={labels.inbox} all={topic.inbox} />
          </div>
          {topics.length > 1 && (
            <Move
              {...{ labels, slug: topic.slug, name: topic.name[lang] }}
              ways={{ up: index > 0, down: index < topics.length - 1 }}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

type MoveProps = {
  labels: Words['staff']['topics'];
  slug: string;
  name: string;
  /** Where there is room for it to go. */
  ways: Readonly<Record<'up' | 'down', boolean>>;
};

/** Its place in the form and in lists. */
const Move = ({ labels, slug, name, ways }: MoveProps) => (
  <form class="actions" method="post" action={staffPaths.moveTopic(slug)}>
    {(['up', 'down'] as const).map(
      way =>
        ways[way] && (
          <button
            key={way}
            class="button plain compact"
            type="submit"
            name="move"
            value={way}
            aria-label={labels.moves[way](name)}
          >
            {labels.move[way]}
          </button>
        ),
    )}
  </form>
);

const rulesOf = (
  { isConfidential, hidesContacts, retention }: TopicWithTeam,
  labels: Words['staff']['topics'],
): string =>
  [
    isConfidential && labels.confidential,
    hidesContacts && labels.hidesContacts,
    Object.values(retention).some(days => days !== null) && labels.ownRetention,
  ]
    .filter(rule => rule !== false)
    .join(' · ');

const Several = ({ label, all }: { label: string; all: readonly string[] }) =>
  all.length === 0 ? null : (
    <p class="quiet small">
      {label}: <span {...VERBATIM}>{all.join(', ')}</span>
    </p>
  );
