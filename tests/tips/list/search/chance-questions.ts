import { initialsOf, type Part, plainly } from './plain-scan.ts';

type Chance = {
  chance: (below: number) => number;
  oneOf: <T>(all: readonly [T, ...T[]]) => T;
};

/** `meant`: the number of a tip that is meant by it. */
export type Question = { typed: string; parts: Part[]; meant: number | null };

/** The same number as people write it. */
const SPELLINGS: readonly [(number: string) => string, ...((number: string) => string)[]] = [
  number => number,
  number => number.replaceAll('-', ''),
  number => number.replaceAll('-', ' '),
  number => number.replaceAll('-', '.'),
  number => number.replace('0', '+82 ').replaceAll('-', ' '),
  number => number.replace('0', '+82-'),
  number => number.replace('0', '0082').replaceAll('-', ''),
  number => number.replace('0', '+82 (0)').replaceAll('-', ' '),
  number => number.replace('-', ') ').replace('0', '(0'),
  number => number.replaceAll('-', '–'),
  number => number.replace(/\d/gu, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
];

const digitsOf = (number: string) => number.replaceAll('-', '').replace(/^0/u, '');
const isWord = (word: string) => /\p{L}/u.test(word) && !/\d{4}|["“”-]/u.test(word);

/** What somebody might search for who has these texts in mind; `phones`: numbers that are there, and some that are not. */
export function createQuestions(
  { chance, oneOf }: Chance,
  texts: readonly string[],
  { phones, absent }: { phones: readonly [string, ...string[]]; absent: readonly [string, ...string[]] },
) {
  const textByChance = () => texts[chance(texts.length)] ?? '';
  function words(least: number): string[] {
    for (;;) {
      const some = textByChance()
        .split(/\s+/u)
        .filter(word => word !== '');
      const at = chance(Math.max(1, some.length - least + 1));
      const found = some.slice(at, at + least);
      if (found.length === least && found.every(isWord)) return found.map(word => word.normalize('NFC'));
    }
  }
  const aWord = () => words(1)[0] ?? '';
  const slice = (word: string, most: number) => {
    const letters = [...word];
    const length = 1 + chance(Math.min(most, letters.length));
    return letters
      .slice(chance(letters.length - length + 1))
      .slice(0, length)
      .join('');
  };
  const word = (text: string): Part => ({ as: 'word', text, isWithout: false });
  const asTyped = (text: string): Asked => ({ typed: text, part: word(text) });

  const kinds: readonly [() => Asked, ...(() => Asked)[]] = [
    () => asTyped(aWord()),
    () => asTyped(slice(aWord(), 2)),
    () => asTyped(slice(aWord(), 1)),
    () => asTyped(slice(aWord(), 6)),
    () => asTyped(words(2).join('')),
    () => asTyped(initialsOf(plainly(slice(aWord(), 5)))),
    () => asTyped(oneOf(['ㅎㅈ', 'ㄷㅎㅎㅈ', 'ㅅㅂㅅ', 'ㅋㅋ', 'ㅂ', 'ㄳ'])),
    () => asTyped(slice(aWord(), 4).normalize('NFD')),
    () => asTyped(aWord().toUpperCase()),
    () => asTyped(oneOf(['FIRE', 'Ｆｉｒｅ', 'ecole', 'ÉCOLE', 'e', 'b2b', 'o', 'cut', 'reporter@', '.jpg'])),
    () => asTyped(oneOf(absent)),
    () => asTyped(`${oneOf(['#', ''])}${1 + chance(900)}${oneOf(['번', ''])}`),
    () => asTyped(oneOf(['119', '5678', '1234', '010', '2024', '98', '0'])),
    () => {
      const text = words(2 + chance(2)).join(' ');
      return { typed: `"${text}"`, part: { as: 'phrase', text, isWithout: false } };
    },
    () => {
      const text = textByChance()
        .normalize('NFC')
        .replace(/["“”]/gu, '')
        .slice(0, 1 + chance(40))
        .trim();
      if (text === '' || /\d[^\p{L}]*\d/u.test(text)) return asTyped(aWord());
      return { typed: `“${text}”`, part: { as: 'phrase', text, isWithout: false } };
    },
    () => {
      const number = oneOf(phones);
      return {
        typed: oneOf(SPELLINGS)(number),
        part: { as: 'number', text: digitsOf(number), isWithout: false },
      };
    },
  ];

  return (): Question => {
    const asked = Array.from({ length: oneOf([1, 1, 1, 2, 2, 3]) }, () => oneOf(kinds)());
    // A long word is asked for in two as well.
    if (chance(10) === 0) {
      const whole = aWord();
      const at = 1 + chance(whole.length);
      asked.push(...[whole.slice(0, at), whole.slice(at)].filter(part => part !== '').map(asTyped));
    }
    if (chance(5) === 0) asked.push(without(oneOf(kinds)()));
    // Two numbers side by side would be one.
    const numbers = asked.filter(({ typed }) => /[\d０-９]/u.test(typed));
    const all = asked.filter(one => !numbers.includes(one) || one === numbers[0]);
    const typed = all.map(one => one.typed).join(oneOf([' ', ' ', '  ', '\t']));
    const meant = /^#?([1-9]\d*)번?$/u.exec(typed)?.[1];
    return { typed, parts: all.map(({ part }) => part), meant: meant === undefined ? null : Number(meant) };
  };
}

type Asked = { typed: string; part: Part };

const without = ({ typed, part }: Asked): Asked => ({
  typed: `-${typed}`,
  part: { ...part, isWithout: true },
});
