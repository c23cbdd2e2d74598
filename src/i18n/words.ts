import { en } from './en.ts';
import { ko, type Words } from './ko.ts';
import type { Lang } from './lang.ts';

export type { Words } from './ko.ts';
export { isLang, LANGS, type Lang } from './lang.ts';

/** A sentence that waits for the language of whoever will read it. */
export type Say = (words: Words) => string;

const dictionaries: Record<Lang, Words> = { ko, en };

export const wordsOf = (lang: Lang): Words => dictionaries[lang];
