import { LANGS } from '../../../src/i18n/lang.ts';
import type { Words } from '../../../src/i18n/words.ts';
import { staffPaths } from '../../../src/paths.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import type { ReadyAnswer } from '../../../src/tips/talk/ready/kept-answers.ts';
import type { Frame } from '../../parts/layout.tsx';
import { DeskPage } from '../desk-page.tsx';
import { AnswerForm, type ShownAnswerForm } from './answer-form.tsx';

/** `typed`, `faults`: of a new one. */
type AnswersProps = ShownAnswerForm & { frame: Frame; viewer: Viewer; answers: readonly ReadyAnswer[] };

export function AnswersPage({ frame, viewer, answers, ...form }: AnswersProps) {
  const { words } = frame;
  const labels = words.staff.readyAnswers;
  return (
    <DeskPage frame={frame} title={labels.title} viewer={viewer} room="ready answers">
      <h1>{labels.title}</h1>
      <p class="quiet">{labels.lead}</p>
      {answers.length === 0 ? (
        <p class="nothing">{labels.none}</p>
      ) : (
        <ul class="topics">
          {answers.map((answer, index) => (
            <Answer
              key={answer.id}
              {...{ words, answer }}
              ways={{ up: index > 0, down: index < answers.length - 1 }}
            />
          ))}
        </ul>
      )}
      <section class="part" aria-labelledby="new">
        <h2 id="new">{labels.newTitle}</h2>
        <AnswerForm {...form} words={words} action={staffPaths.readyAnswers} version={null} now={null} />
      </section>
    </DeskPage>
  );
}

/** `ways`: where there is room for it to go. */
type AnswerProps = { words: Words; answer: ReadyAnswer; ways: Readonly<Record<'up' | 'down', boolean>> };

function Answer({ words: { lang, staff }, answer: { id, name, texts }, ways }: AnswerProps) {
  const labels = staff.readyAnswers;
  const there = LANGS.filter(each => texts[each] !== '');
  const [only] = there;
  const shown = texts[lang] === '' ? only : lang;
  return (
    <li id={`answer-${id}`}>
      <div>
        <p>
          <a href={staffPaths.readyAnswer(id)}>{name}</a>{' '}
          {there.length === 1 && only !== undefined && (
            <span class="badge">{labels.onlyIn(labels.texts[only])}</span>
          )}
        </p>
        {shown !== undefined && (
          <p class="quiet small" lang={shown}>
            {beginning(texts[shown])}
          </p>
        )}
      </div>
      {(ways.up || ways.down) && (
        <form class="actions" method="post" action={staffPaths.moveReadyAnswer(id)}>
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
      )}
    </li>
  );
}

const SHOWN_LETTERS = 120;

const beginning = (text: string): string => {
  const letters = [...text];
  return letters.length <= SHOWN_LETTERS ? text : `${letters.slice(0, SHOWN_LETTERS - 1).join('')}…`;
};
