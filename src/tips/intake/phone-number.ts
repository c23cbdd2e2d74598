import { createRequire } from 'node:module';

/** Where the desk stands: a number without a country is one of these. */
const HERE = 'KR';

/** A phone number in international form, as `+82 2 398 8585`, read as a Korean would dial it; null when it is none. */
export function readPhoneNumber(typed: string): string | null {
  const number = parse(typed, HERE);
  return number?.isValid() ? number.formatInternational() : null;
}

/** A number that was read, as it is dialled from here: `010-1234-5678`; that of another country stays international. */
export function dialledFromHere(international: string): string {
  const number = parse(international);
  return number?.country === HERE ? number.formatNational() : international;
}

type Library = typeof import('libphonenumber-js/max');

const require = createRequire(import.meta.url);
let library: Library | null = null;

/** The plans of all countries take six megabytes, which a process pays once somebody has left a number. */
function parse(text: string, country?: 'KR') {
  const loaded: Library = library ?? require('libphonenumber-js/max');
  library = loaded;
  return loaded.parsePhoneNumberFromString(text, country);
}
