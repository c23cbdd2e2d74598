import { type Faults, type Reason, Refusal } from '../../../errors.ts';
import { LANGS } from '../../../i18n/lang.ts';
import { isBlank, isLongerThan } from '../../text.ts';
import type { ReadyAnswer } from './kept-answers.ts';
import { unknownPlaceholder } from './placeholders.ts';

/** Letters. */
const NAME_LIMIT = 60;
const ANSWER_LIMIT = 2_000;

/** Texts as `clean` leaves them. */
export type AnswerFields = Pick<ReadyAnswer, 'name' | 'texts'>;

/** @throws {Refusal} with faults by field, `text_ko` for the one in Korean, when something in it is wrong. */
export function refuseFaults({ name, texts }: AnswerFields): void {
  const wrong = [
    ['name', faultOfName(name)] as const,
    ...LANGS.map(lang => [`text_${lang}`, faultOfText(texts[lang])] as const),
    ...(LANGS.every(lang => isBlank(texts[lang]))
      ? [[`text_${LANGS[0]}`, { code: 'ready-text-missing' }] as const]
      : []),
  ];
  const faults = Object.fromEntries(
    wrong.flatMap(([field, reason]) => (reason === null ? [] : [[field, reason]])),
  );
  if (Object.keys(faults).length > 0) throw faulty(faults);
}

export const faulty = (faults: Faults) => new Refusal({ code: 'fields-wrong' }, { faults });

function faultOfName(name: string): Reason | null {
  if (isBlank(name)) return { code: 'name-missing' };
  return isLongerThan(name, NAME_LIMIT) ? { code: 'line-too-long', limit: NAME_LIMIT } : null;
}

/** In one language it may be empty: then readers of it are answered in the other's words, of which staff are told. */
function faultOfText(text: string): Reason | null {
  if (isLongerThan(text, ANSWER_LIMIT)) return { code: 'line-too-long', limit: ANSWER_LIMIT };
  const placeholder = unknownPlaceholder(text);
  return placeholder === null ? null : { code: 'placeholder-unknown', placeholder };
}
