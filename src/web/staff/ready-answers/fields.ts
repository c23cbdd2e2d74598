import { z } from 'zod';
import type { TypedAnswer } from '../../../../views/staff/ready-answers/answer-form.tsx';
import type { Lang } from '../../../i18n/lang.ts';
import type { AnswerFields } from '../../../tips/talk/ready/faults.ts';
import type { ReadyAnswer } from '../../../tips/talk/ready/kept-answers.ts';
import { PLACEHOLDER_NAMES, written } from '../../../tips/talk/ready/placeholders.ts';
import { clean } from '../../../tips/text.ts';

const line = z
  .string()
  .transform(typed => clean(typed).replaceAll(/\s+/g, ' ').trim())
  .catch('');
const text = z
  .string()
  .transform(typed => clean(typed).trim())
  .catch('');

/** What is typed of a ready answer, by the names of its form. */
export const answerFields: z.ZodType<TypedAnswer> = z.object({ name: line, text_ko: text, text_en: text });

export const NEW_ANSWER: TypedAnswer = answerFields.parse({});

/** All that a text may have filled in, as it is written in the language of the page. */
export const placeholdersIn = (lang: Lang) =>
  PLACEHOLDER_NAMES.map(is => ({ is, written: written(is, lang) }));

/** As the verbs take it. */
export const toFields = ({ name, text_ko, text_en }: TypedAnswer): AnswerFields => ({
  name,
  texts: { ko: text_ko, en: text_en },
});

/** As its form shows it. */
export const typedOf = ({ name, texts }: ReadyAnswer): TypedAnswer => ({
  name,
  text_ko: texts.ko,
  text_en: texts.en,
});

/** The same, as other programs read it. */
export const answerJson = (answer: ReadyAnswer) => ({
  id: answer.id,
  ...typedOf(answer),
  version: answer.version,
});
