/** How 으로 stands behind a word: 로 behind a vowel and behind ㄹ. */
export function withRo(word: string): string {
  const code = word.codePointAt(word.length - 1) ?? 0;
  const isHangul = code >= 0xac00 && code <= 0xd7a3;
  const final = isHangul ? (code - 0xac00) % 28 : 0;
  return `‘${word}’${final === 0 || final === 8 ? '로' : '으로'}`;
}
