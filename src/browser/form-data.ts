import type { Words } from '../i18n/words.ts';

export type FormWords = Words['reader']['browser'];

/** Sizes in bytes, texts in code points. */
export type FormLimits = {
  fileSize: number;
  fileCount: number;
  fileTotal: number;
  message: number;
  text: number;
};

/** What the server wrote into the page for its script: words in the reader's language, and the limits. */
export function readFormData(form: HTMLFormElement): { words: FormWords; limits: FormLimits } {
  return { words: JSON.parse(form.dataset['words'] ?? ''), limits: JSON.parse(form.dataset['limits'] ?? '') };
}
