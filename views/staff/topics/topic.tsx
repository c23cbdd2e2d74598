import { staffPaths } from '../../../src/paths.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import type { TopicWithTeam } from '../../../src/tips/topics/list-topics.ts';
import type { Frame } from '../../parts/layout.tsx';
import { DeskPage } from '../desk-page.tsx';
import { type ShownTopicForm, TopicForm } from './topic-form.tsx';

type TopicProps = { frame: Frame; viewer: Viewer; topic: TopicWithTeam; form: ShownTopicForm };

export function TopicPage({ frame, viewer, topic, form }: TopicProps) {
  const labels = frame.words.staff.topics;
  const name = topic.name[frame.lang];
  return (
    <DeskPage frame={frame} title={name} viewer={viewer} room="topics">
      <p class="back small">
        <a href={staffPaths.topics}>{labels.title}</a>
      </p>
      <h1>{name}</h1>
      <TopicForm
        {...form}
        words={frame.words}
        action={staffPaths.topic(topic.slug)}
        version={topic.version}
      />
    </DeskPage>
  );
}
