/** Values of these may hold an `@` as it stands. */
const FREE = new Set(['user', 'password', 'application_name', 'options']);

/**
 * Whether an address looks as if a letter of its user or password stood in it as it is, so that they end too early: of
 * `jebo:12/34@host` the host is `jebo`, and 12 its port.
 */
export function smellsOfUnescaped(address: string): boolean {
  if (!address.includes('://')) return false;
  if (/%(?![0-9a-f]{2})/i.test(address) || address.includes('#')) return true;
  const url = URL.parse(address);
  if (url === null) return address.includes('@');
  const ofSearch = url.search
    .slice(1)
    .split('&')
    .map(part => part.split('='))
    .flatMap(([name = '', ...value]) => (FREE.has(name) ? [name] : [name, ...value]));
  return [url.pathname, ...ofSearch].some(part => part.includes('@'));
}

/** What to do then. `example`: a right address, whose password is `password`. */
export const howToEscape = (example: string): string =>
  `It seems to hold a letter that must be percent-encoded within a user or a password: @ is %40, : %3A, / %2F, # %23, ? %3F, % %25. With the password 12/34#5: ${example.replace(':password@', ':12%2F34%235@')}`;
