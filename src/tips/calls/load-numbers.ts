import type { Context } from '../../context.ts';
import type { Query } from '../../db/database.ts';
import { dialled, isPhoneNumber } from '../../search/phone.ts';
import { readContent } from '../content.ts';
import type { Contact } from '../tip.ts';

type KeptNumber = { id: string; number: string };

/**
 * The telephone numbers of a tip's contacts, each as `numberOf`, with the id of its row. As they are sealed, only by opening what is
 * there; one that does not open is left out.
 */
export async function loadNumbers(
  query: Query,
  masters: Context['masters'],
  tip: number,
): Promise<KeptNumber[]> {
  const rows = await query
    .selectFrom('contacts')
    .leftJoin('tip_keys', 'tip_keys.tip', 'contacts.tip')
    .selectAll('contacts')
    .select(['master', 'salt'])
    .where('contacts.tip', '=', tip)
    .where('way', '=', 'phone')
    .execute();
  return rows.flatMap(row => {
    const contact = readContent(masters, 'contacts', { tip, row: row.id }, row);
    return contact === null ? [] : [{ id: row.id, number: numberOf(contact) }];
  });
}

/** In international form where it was read as a number, else its digits, however they were divided; or what else was typed. */
export const numberOf = ({ parsed, typed }: Pick<Contact<'phone'>, 'parsed' | 'typed'>): string =>
  parsed ?? (isPhoneNumber(typed) ? dialled(typed) : typed.trim());
