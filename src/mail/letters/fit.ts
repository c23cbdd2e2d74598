/**
 * Bytes of the HTML part. Gmail cuts a mail at 102 kB; a third is added by base64, which is how it travels, so that it ends below 90 kB
 * whichever of the two is counted.
 */
export const MOST_HTML = 64_000;

/** Of these, bytes for all that is said of files. */
export const MOST_OF_FILES = 24_000;

/** In UTF-8, as it stands in HTML: `&`, `<`, `>` and `"` are written out, and a line's end is a tag. */
export const htmlBytes = (text: string): number =>
  Buffer.byteLength(text) + (text.match(/[&<>"\r\n]/g)?.length ?? 0) * 5;

/** Text that is too long ends where a word does; `left`: code points that are not in it. */
export function cutToFit(text: string, most: number): { text: string; left: number } {
  if (htmlBytes(text) <= most) return { text, left: 0 };
  const letters = [...text];
  let [fits, fitsNot] = [0, letters.length];
  while (fitsNot - fits > 1) {
    const middle = (fits + fitsNot) >> 1;
    if (htmlBytes(letters.slice(0, middle).join('')) <= most) fits = middle;
    else fitsNot = middle;
  }
  const space = letters.slice(Math.max(0, fits - 200), fits).findLastIndex(letter => /\s/u.test(letter));
  const end = space < 0 ? fits : Math.max(0, fits - 200) + space;
  return { text: `${letters.slice(0, end).join('').trimEnd()}…`, left: letters.length - end };
}

/** As many from the beginning as stay within `most` bytes. */
export function firstThatFit<T>(list: readonly T[], most: number, bytesOf: (one: T) => number): T[] {
  let left = most;
  const beyond = list.findIndex(one => {
    left -= bytesOf(one);
    return left < 0;
  });
  return beyond < 0 ? [...list] : list.slice(0, beyond);
}
