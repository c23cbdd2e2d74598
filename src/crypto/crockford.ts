/** Crockford's base32: no I, L, O or U, so that it can be read out on the telephone. */
export const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Letters as someone typed or heard them, in their one spelling; null where they are not `count` letters of these. */
export function readCrockford(typed: string, count: number): string | null {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{P}]/gu, '')
    .replace(/[IL]/g, '1')
    .replaceAll('O', '0');
  return letters.length === count && [...letters].every(letter => CROCKFORD.includes(letter))
    ? letters
    : null;
}

/** In groups of `size`, which are easier to read out. */
export const inGroups = (letters: string, size: number): string =>
  letters.replace(new RegExp(`.{${size}}(?=.)`, 'g'), '$&-');
