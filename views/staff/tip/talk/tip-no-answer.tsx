import type { Words } from '../../../../src/i18n/words.ts';
import { staffPaths } from '../../../../src/paths.ts';
import { TIP_FORM } from '../form-ids.ts';
import type { Answering } from './answering.ts';

type NoAnswerProps = {
  words: Words;
  number: number;
  back: { back?: string };
  noAnswer: Answering['noAnswer'];
};

/** Below what its reader wrote last: that this needs no answer, and that it does after all. */
export function NoAnswer({ words, number, back, noAnswer }: NoAnswerProps) {
  const { answering: labels } = words.staff;
  if (noAnswer === null) return null;
  const isSaid = noAnswer === 'said';
  return (
    <p class="quiet small on-screen">
      {isSaid ? labels.needsNoAnswer : labels.noAnswerHint}{' '}
      <button
        {...{ class: 'link', type: 'submit', form: TIP_FORM, formNoValidate: true }}
        {...{ name: 'on', value: isSaid ? '' : 'on' }}
        formAction={staffPaths.noAnswer(number, back)}
      >
        {isSaid ? labels.answerNeeded : labels.noAnswer}
      </button>
    </p>
  );
}
