import { staffPaths } from '../../../src/paths.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import type { ReadyAnswer } from '../../../src/tips/talk/ready/kept-answers.ts';
import { Icon } from '../../parts/icons.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { DeskPage } from '../desk-page.tsx';
import { AnswerForm, type ShownAnswerForm, type TypedAnswer } from './answer-form.tsx';

type AnswerProps = ShownAnswerForm & {
  frame: Frame;
  viewer: Viewer;
  answer: ReadyAnswer;
  /** Why it was not saved, where somebody else was quicker, and what they have made of it. */
  stale: string | null;
  now: TypedAnswer | null;
};

export function AnswerPage({ frame, viewer, answer, stale, ...form }: AnswerProps) {
  const labels = frame.words.staff.readyAnswers;
  return (
    <DeskPage frame={frame} title={answer.name} viewer={viewer} room="ready answers">
      <p class="back small">
        <a href={staffPaths.readyAnswers}>{labels.title}</a>
      </p>
      <h1>{answer.name}</h1>
      {stale !== null && (
        <p class="notice error" role="alert">
          <Icon name="alert" size={20} />
          <span>{stale}</span>
        </p>
      )}
      <AnswerForm
        {...form}
        words={frame.words}
        action={staffPaths.readyAnswer(answer.id)}
        version={answer.version}
      />
      <form class="part topic-form" method="post" action={staffPaths.removeReadyAnswer(answer.id)}>
        <input type="hidden" name="version" value={answer.version} />
        <details class="folded">
          <summary>{labels.remove}</summary>
          <p>{labels.removeAsked}</p>
          <p class="quiet small">{labels.removeHint}</p>
          <button class="button danger compact" type="submit">
            {labels.removeSure}
          </button>
        </details>
      </form>
    </DeskPage>
  );
}
