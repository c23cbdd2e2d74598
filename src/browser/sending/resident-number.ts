import { residentNumbersIn } from '../../resident-number.ts';
import type { FieldFaults } from '../form/faults.ts';

/**
 * Finds the fields in which a resident registration number stands that the reader was not told of yet. Each is told once:
 * to send it stays their choice.
 */
export function createNumberWarning(form: HTMLFormElement, sentence: string): () => FieldFaults {
  const told = new Set<string>();
  const isNews = (number: string) => !told.has(number) && told.add(number).has(number);
  return () => {
    const faults: Record<string, string> = {};
    for (const field of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
      'textarea, .part [type=text]',
    )) {
      const { name, value } = field;
      const numbers = residentNumbersIn(value).map(({ from, to }) => value.slice(from, to));
      if (numbers.filter(isNews).length > 0) faults[name] = sentence;
    }
    return faults;
  };
}
