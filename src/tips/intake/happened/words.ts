/** A text of which piece after piece is taken, until nothing but fillers is left. */
export type Words = {
  /** The groups of the first match, which is cut out; null where there is none. */
  take(pattern: RegExp): Readonly<Record<string, string | undefined>> | null;
  left(): string;
};

/** Full-width digits and the like are read as plain ones (NFKC): what was typed is kept as it is. */
export function wordsIn(typed: string): Words {
  let text = typed.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  return {
    take(pattern) {
      const match = pattern.exec(text);
      if (match === null) return null;
      text = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
      return match.groups ?? {};
    },
    left: () => text,
  };
}

const NUMERALS = ['한', '두', '세', '네', '다섯', '여섯', '일곱', '여덟', '아홉', '열', '열한', '열두'];

/** Hours are counted in Korean numerals as often as in digits; the longer ones first. */
export const HOUR_WORDS = NUMERALS.toReversed().join('|');

export function hourNumber(text: string): number {
  const counted = NUMERALS.indexOf(text);
  return counted < 0 ? Number(text) : counted + 1;
}
