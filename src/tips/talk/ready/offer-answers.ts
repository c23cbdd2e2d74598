import type { Context } from '../../../context.ts';
import { LANGS, type Lang } from '../../../i18n/lang.ts';
import { authorizeFor, type Viewer } from '../../../staff/access.ts';
import { loadTip } from '../../read/load.ts';
import { loadFacts } from '../../read/load-facts.ts';
import { isBlank } from '../../text.ts';
import { loadReadyAnswers, type ReadyAnswer } from './kept-answers.ts';
import { fillIn, type Placeholder } from './placeholders.ts';

/** A ready answer in a tip's own words. `lang`: what it is in; `isOther`: that is not the reader's, in which the newsroom has none. */
export type OfferedAnswer = { id: string; name: string; text: string; lang: Lang; isOther: boolean };

/** What stands in place of what a reader has not said, in each language. */
export type Unsaid = Readonly<Record<Lang, Pick<Record<Placeholder, string>, 'place'>>>;

/**
 * The ready answers, as they are put before whoever answers this tip's reader: in the reader's language, filled in.
 * @throws {Refusal} when the viewer may not see the tip.
 */
export async function offerReadyAnswers(
  context: Pick<Context, 'database' | 'masters' | 'settings'>,
  viewer: Viewer,
  { number, unsaid }: { number: number; unsaid: Unsaid },
): Promise<OfferedAnswer[]> {
  const { query } = context.database;
  authorizeFor(viewer, 'see', await loadFacts(query, number));
  const tip = await loadTip(context, number);
  if (!tip?.kept) return [];
  const reader = LANGS.find(lang => lang === tip.lang) ?? context.settings.newsroom.lang;
  const answers = await loadReadyAnswers(query);
  return answers.map(answer => {
    const lang = textLang(answer, reader);
    const place = tip.place ?? unsaid[lang].place;
    const values = { number: String(number), place, newsroom: context.settings.newsroom.name };
    const text = fillIn(answer.texts[lang], values);
    return { id: answer.id, name: answer.name, text, lang, isOther: lang !== reader };
  });
}

/** The reader's, or the first in which there is one. */
export const textLang = ({ texts }: ReadyAnswer, reader: Lang): Lang =>
  [reader, ...LANGS].find(lang => !isBlank(texts[lang])) ?? reader;
