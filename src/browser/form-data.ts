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

/** What the server wrote into the page for its script. `uploads`: where the code of the uploads is. */
export type FormScript = { words: FormWords; limits: FormLimits; uploads: string };

export function readFormData({ dataset }: HTMLFormElement): FormScript {
  return {
    words: JSON.parse(dataset['words'] ?? ''),
    limits: JSON.parse(dataset['limits'] ?? ''),
    uploads: dataset['uploads'] ?? '',
  };
}
