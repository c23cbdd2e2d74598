import type { Words } from '../../src/i18n/words.ts';
import type { OrUnknown, Unknown } from '../../src/unknown.ts';

type NameProps<Word extends string> = {
  words: Words;
  names: Readonly<Record<Word, string>>;
  word: OrUnknown<Word>;
};

/** What a word of a fixed list is called; one that this version does not know stands as it is, and is said to be so. */
export function Name<Word extends string>({ words, names, word }: NameProps<Word>) {
  return typeof word === 'string' ? names[word] : <UnknownWord words={words} word={word} />;
}

export const UnknownWord = ({ words, word }: { words: Words; word: Unknown }) => (
  <>
    {words.unknown}: <bdi>{word.unknown}</bdi>
  </>
);
