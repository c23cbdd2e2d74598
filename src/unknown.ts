/** A word of a row that is none of this version's: a newer one wrote it, as during an upgrade. It is shown as it stands. */
export type Unknown = { unknown: string };

/** One of a fixed list of words, or one that this version does not know. */
export type OrUnknown<Word extends string> = Word | Unknown;

/** What a column of fixed words says. */
export const readWord = <Word extends string>(list: readonly Word[], text: string): OrUnknown<Word> =>
  list.find(word => word === text) ?? { unknown: text };

/** As it stands in the row. */
export const rawWord = (word: OrUnknown<string>): string => (typeof word === 'string' ? word : word.unknown);

/** What a word is called; one that is not known is said to be `unknown`, in a word of the reader's language. */
export const nameOf = <Word extends string>(
  names: Readonly<Record<Word, string>>,
  word: OrUnknown<Word>,
  unknown: string,
): string => (typeof word === 'string' ? names[word] : `${unknown}: ${word.unknown}`);
