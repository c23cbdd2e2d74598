import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** A phone number in international form, as `+82 2 398 8585`, read as a Korean would dial it; null when it is none. */
export function readPhoneNumber(typed: string): string | null {
  const number = parsePhoneNumberFromString(typed, 'KR');
  return number?.isValid() ? number.formatInternational() : null;
}
