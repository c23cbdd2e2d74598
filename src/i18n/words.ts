import { en } from './en.ts';
import { ko, type Words as Sentences } from './ko.ts';
import type { Lang } from './lang.ts';

export { isLang, LANGS, type Lang } from './lang.ts';

/** All that is said in one language. */
export type Words = Sentences & { readonly lang: Lang };

const dictionaries: Record<Lang, Words> = { ko: { ...ko, lang: 'ko' }, en: { ...en, lang: 'en' } };

export const wordsOf = (lang: Lang): Words => dictionaries[lang];

/** What the form's script says. The page must be short: what uploads and sending say, but for this, comes with their code. */
export const formScriptWords = (all: Words['reader']['browser']) => {
  const { lettersLeft, lettersOver, remove, removeFile, removed, chosen, cleaning } = all;
  const { tooLarge, folder, halfSent, tooMany, tooMuch } = all;
  const { chooseAgain, stuckOne, stuckManyChoose, failures } = all.uploads;
  const { empty, short, unreadable } = failures;
  return {
    ...{ lettersLeft, lettersOver, remove, removeFile, removed, chosen, cleaning },
    ...{ tooLarge, folder, halfSent, tooMany, tooMuch },
    trouble: { lost: all.trouble.lost },
    uploads: { chooseAgain, stuckOne, stuckManyChoose, failures: { empty, short, unreadable } },
  };
};
