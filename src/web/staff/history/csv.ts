/** By it Excel knows that what follows is UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** What a spreadsheet would take for a formula is kept from being one by an apostrophe (OWASP, CSV injection). */
const FORMULA = /^[=+\-@＝＋－＠\t\r\n]/;

/** One line (RFC 4180), each value in quotes. */
export const csvLine = (values: readonly (string | number | null)[]): string =>
  `${values.map(value => `"${guarded(value).replaceAll('"', '""')}"`).join(',')}\r\n`;

function guarded(value: string | number | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  return FORMULA.test(value) ? `'${value}` : value;
}
