import { z } from 'zod';
import { count, named, text } from './named.ts';

export const readyAnswer = named(
  'ReadyAnswer',
  z.strictObject({ id: text, name: text, text_ko: text, text_en: text, version: count }),
);

export const readyAnswerList = named(
  'ReadyAnswerList',
  z.strictObject({ ready_answers: z.array(readyAnswer) }),
);

export const madeReadyAnswer = named('MadeReadyAnswer', z.strictObject({ id: text, version: count }));

export const offeredAnswer = named(
  'OfferedAnswer',
  z.strictObject({
    ...{ id: text, name: text, text, lang: text },
    other_language: z.boolean().describe('The newsroom has none in the language of the reader.'),
  }),
);

export const offeredAnswers = named(
  'OfferedAnswers',
  z.strictObject({ ready_answers: z.array(offeredAnswer) }),
);
