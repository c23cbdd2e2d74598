import { FORMATS, type Lang } from './lang.ts';

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/**
 * A number of bytes as a person reads it, in steps of 1024: `2GB` in Korean, `2 GB` in English, one decimal
 * below ten.
 */
export function formatSize(bytes: number, lang: Lang): string {
  let [size, unit] = [bytes, 0];
  // 1023.6 KB would be rounded to "1024 KB".
  while (Math.round(size) >= 1024 && unit < UNITS.length - 1) [size, unit] = [size / 1024, unit + 1];
  const digits = size < 10 && unit > 0 ? 1 : 0;
  return `${Number(size.toFixed(digits))}${FORMATS[lang].sizeGap}${UNITS[unit]}`;
}
