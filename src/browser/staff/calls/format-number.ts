/** A number as Koreans write it, as far as it is typed: 02-398-8585, 010-1234-5678, 1588-1234. What is of another country stays. */
export function formatNumber(typed: string): string {
  if (!/^[\d\s-]*$/.test(typed)) return typed;
  const digits = typed.replace(/\D/g, '');
  const area = digits.startsWith('02') ? 2 : 3;
  if (/^1[568]/.test(digits)) return grouped(digits, 4, 4);
  if (!digits.startsWith('0') || digits.startsWith('00') || digits.length > area + 8) return typed;
  // Until the last digit nobody knows which of the two it is.
  return grouped(digits, area, digits.length > area + 7 ? 4 : 3);
}

function grouped(digits: string, first: number, second: number): string {
  const parts = [digits.slice(0, first), digits.slice(first, first + second), digits.slice(first + second)];
  return parts.filter(part => part !== '').join('-');
}
