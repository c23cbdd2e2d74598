import { staffPaths } from '../../../paths.ts';
import { done, version } from '../answers/any.ts';
import * as answers from '../answers/ready-answers.ts';
import type { Operation } from '../operation.ts';

const fields = {
  name: 'By what staff know it: 60 letters.',
  text_ko: 'In Korean: 2,000 letters, with `{number}`, `{place}`, `{newsroom}` to be filled in.',
  text_en: 'The same in English. One of the two may be empty.',
} as const;

const seen = { version: 'The version that was seen.' } as const;
const [all, one] = [staffPaths.readyAnswers, staffPaths.readyAnswer(':answer')];

/** The newsroom's own texts for what is often answered. */
export const readyAnswerOperations: readonly Operation[] = [
  {
    method: 'get',
    path: all,
    says: 'All ready answers. For editors and admins.',
    asks: 'staff',
    answers: { 200: { says: 'In their order.', json: answers.readyAnswerList } },
  },
  {
    method: 'post',
    path: all,
    says: 'Adds a ready answer, as the last of up to 50.',
    asks: 'staff',
    form: fields,
    needs: ['name'],
    answers: { 201: { says: 'It is added.', json: answers.madeReadyAnswer } },
  },
  {
    method: 'get',
    path: one,
    says: 'One ready answer.',
    asks: 'staff',
    answers: { 200: { says: 'The answer.', json: answers.readyAnswer } },
  },
  {
    method: 'post',
    path: one,
    says: 'Changes a ready answer, of which all fields are needed.',
    asks: 'staff',
    form: { ...seen, ...fields },
    needs: ['version', 'name'],
    answers: { 200: { says: 'The new version.', json: version } },
  },
  {
    method: 'post',
    path: `${one}/order`,
    says: 'It changes places with the one before it, or behind.',
    asks: 'staff',
    form: { move: '`up` or `down`.' },
    needs: ['move'],
    answers: done,
  },
  {
    method: 'post',
    path: `${one}/removal`,
    says: 'Deletes a ready answer.',
    asks: 'staff',
    form: seen,
    needs: ['version'],
    answers: done,
  },
  {
    method: 'get',
    path: `${staffPaths.all}/tips/:number/ready-answers`,
    says: 'The ready answers for the reader of a tip: in their language where there is a text in it, and filled in.',
    asks: 'staff',
    answers: { 200: { says: 'In their order.', json: answers.offeredAnswers } },
  },
  {
    method: 'post',
    path: `${staffPaths.all}/tips/:number/ready-answers`,
    says: 'One of them, as it is put into an answer. It sends nothing.',
    asks: 'staff',
    form: { ready: 'Its id.' },
    needs: ['ready'],
    answers: { 200: { says: 'The text.', json: answers.offeredAnswer } },
  },
];
