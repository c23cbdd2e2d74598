/** A local time as ISO 8601, to the second; undefined where no clock has ever shown it. `offset` such as `+09:00` or `Z`. */
export function plausibleTime(day: string, time: string, offset = ''): string | undefined {
  const iso = `${day}T${time}`;
  const at = new Date(`${iso}Z`);
  // Only a time that exists comes back as it was written: a 31st of June does not.
  if (Number.isNaN(at.getTime()) || at.toISOString() !== `${iso}.000Z`) return undefined;
  const year = at.getUTCFullYear();
  if (year < 1900 || year > 2100 || ZEROS.has(iso)) return undefined;
  return `${iso}${/^([+-](0\d|1[0-4]):[0-5]\d|Z)$/.test(offset) ? offset : ''}`;
}

/** What a device whose clock was never set writes: the zero of QuickTime, and of Unix. */
const ZEROS = new Set(['1904-01-01T00:00:00', '1970-01-01T00:00:00']);

/** Degrees; undefined where there is no such place, or where it only says that no satellite was seen. */
export function plausiblePlace(latitude: unknown, longitude: unknown) {
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return undefined;
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  if (!isOnEarth || (latitude === 0 && longitude === 0)) return undefined;
  // A sixth decimal is a hand's breadth.
  const rounded = (degrees: number) => Number(degrees.toFixed(6));
  return { latitude: rounded(latitude), longitude: rounded(longitude) };
}

/** Maker and model, the maker not said twice: Canon calls its model `Canon EOS R5`. */
export function plausibleDevice(maker: unknown, model: unknown): string | undefined {
  const [by, name] = [oneLine(maker), oneLine(model)];
  const namesMaker = name.toLowerCase().startsWith((by.split(' ', 1)[0] ?? '').toLowerCase());
  return (namesMaker ? name : `${by} ${name}`.trim()) || undefined;
}

/** One short line, whatever the device wrote. */
const oneLine = (text: unknown) =>
  typeof text === 'string'
    ? text
        .replaceAll(/[\p{C}\s]+/gu, ' ')
        .trim()
        .slice(0, 90)
        .toWellFormed()
    : '';

/** Whole numbers of pixels, or nothing. */
export const plausibleSize = (width: unknown, height: unknown) =>
  isPixels(width) && isPixels(height) ? { width, height } : {};

const isPixels = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;
