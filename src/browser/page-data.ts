import { isLang, type Lang } from '../i18n/lang.ts';
import type { formScriptWords, Words } from '../i18n/words.ts';

export type UploadWords = Words['reader']['browser']['uploads'];

/** Why it is not known whether the tip has arrived. */
export type TroubleWords = Words['reader']['browser']['trouble'];

/** Those that stand in the page. */
export type FormWords = ReturnType<typeof formScriptWords>;

/** Sizes in bytes, texts in code points. */
export type FormLimits = {
  fileSize: number;
  fileCount: number;
  fileTotal: number;
  message: number;
  text: number;
};

/** What the server wrote into the page for its script. `code`: where that is which is loaded once the form is touched, with the first file, and with the first to be cleaned. */
type PageData = {
  lang: Lang;
  words: FormWords;
  limits: FormLimits;
  code: { send: string; uploads: string; cleaning: string };
};

export function readPageData({ dataset }: HTMLFormElement): PageData {
  const { lang } = document.documentElement;
  return {
    lang: isLang(lang) ? lang : 'ko',
    words: JSON.parse(dataset['words'] ?? ''),
    limits: JSON.parse(dataset['limits'] ?? ''),
    code: {
      send: dataset['send'] ?? '',
      uploads: dataset['uploads'] ?? '',
      cleaning: dataset['cleaning'] ?? '',
    },
  };
}
