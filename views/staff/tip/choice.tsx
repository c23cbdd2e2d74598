import type { NONE_CHOSEN, TypedBeside } from '../../../src/tips/typed-beside.ts';
import { TIP_FORM } from './form-ids.ts';

type WasProps = { name: keyof TypedBeside; value: string | null };

/** How it stood when the page was made: only another choice is one that somebody has made and not sent yet. */
export const Was = ({ name, value }: WasProps) => (
  <input type="hidden" name={`${name}_was`} value={value ?? ''} form={TIP_FORM} />
);

/** Views import no values of what stands below them. */
export const NONE: typeof NONE_CHOSEN = '-';

/** What stands in the field: what was chosen there and not sent yet, or else what holds. */
export const chosenOf = (chosen: string, standing: string | null): string =>
  chosen === '' ? (standing ?? '') : chosen === NONE ? '' : chosen;
