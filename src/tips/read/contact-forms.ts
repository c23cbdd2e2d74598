import { dialledFromHere } from '../intake/phone-number.ts';
import type { Contact } from '../tip.ts';

/** A contact as staff use it; then, each where it says something else, in international form and as it was typed. */
export type ContactForms = { shown: string; international: string | null; typed: string | null };

export function contactForms({ way, typed, parsed }: Contact): ContactForms {
  if (parsed === null) return { shown: typed, international: null, typed: null };
  const shown = way === 'phone' ? dialledFromHere(parsed) : parsed;
  const isSaid = [shown, parsed].map(unspaced).includes(unspaced(typed));
  return { shown, international: parsed === shown ? null : parsed, typed: isSaid ? null : typed };
}

/** Without what people put between the digits of a number. */
const unspaced = (text: string) => text.replace(/[\s.()-]/g, '');
