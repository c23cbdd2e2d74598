import type { Lang } from '../../../i18n/lang.ts';

/** What a ready answer has filled in when it is chosen, and how it is written between braces, in either language. */
const PLACEHOLDERS = {
  number: { ko: '번호', en: 'number' },
  place: { ko: '장소', en: 'place' },
  newsroom: { ko: '뉴스룸', en: 'newsroom' },
} as const;
export type Placeholder = keyof typeof PLACEHOLDERS;

export const PLACEHOLDER_NAMES = ['number', 'place', 'newsroom'] as const satisfies readonly Placeholder[];

/** As whoever writes in this language puts it into a text. */
export const written = (placeholder: Placeholder, lang: Lang): string =>
  `{${PLACEHOLDERS[placeholder][lang]}}`;

const BRACES = /\{([^{}\n]*)\}/g;

const byName: ReadonlyMap<string, Placeholder> = new Map(
  PLACEHOLDER_NAMES.flatMap(placeholder =>
    Object.values(PLACEHOLDERS[placeholder]).map(name => [name, placeholder] as const),
  ),
);

const read = (typed: string) => byName.get(typed.trim().toLowerCase());

/** The first that there is none of, as it was typed; null where all are known. */
export const unknownPlaceholder = (text: string): string | null =>
  [...text.matchAll(BRACES)].find(([, typed = '']) => read(typed) === undefined)?.[0] ?? null;

/** What stands between braces and is none, as a newer version may know it, stays as it is. */
export const fillIn = (text: string, values: Readonly<Record<Placeholder, string>>): string =>
  text.replaceAll(BRACES, (written, typed: string) => {
    const placeholder = read(typed);
    return placeholder === undefined ? written : values[placeholder];
  });
