import { LANGS } from '../../../i18n/lang.ts';
import { loadReadyAnswers } from '../../../tips/talk/ready/kept-answers.ts';
import { textLang } from '../../../tips/talk/ready/offer-answers.ts';
import type { StaffContext } from '../context.ts';

/** What the page lets choose from. `only`: the language that it is in, where that is not the reader's. */
export async function readyChoices({ database, settings }: StaffContext, readerLang: unknown) {
  const reader = LANGS.find(lang => lang === readerLang) ?? settings.newsroom.lang;
  const answers = await loadReadyAnswers(database.query);
  return answers.map(answer => {
    const lang = textLang(answer, reader);
    return { id: answer.id, name: answer.name, only: lang === reader ? null : lang };
  });
}
