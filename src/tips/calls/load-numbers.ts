import type { Context } from '../../context.ts';
import type { Query } from '../../db/database.ts';
import { readContent } from '../content.ts';
import type { Contact } from '../tip.ts';

/** The telephone numbers of a tip's contacts, each as `numberOf`. As they are sealed, only by opening what is there; one that does not open is left out. */
export async function loadNumbers(query: Query, masters: Context['masters'], tip: number): Promise<string[]> {
  const rows = await query
    .selectFrom('contacts')
    .leftJoin('tip_keys', 'tip_keys.tip', 'contacts.tip')
    .selectAll('contacts')
    .select(['master', 'salt'])
    .where('contacts.tip', '=', tip)
    .where('way', '=', 'phone')
    .execute();
  const opened = rows.map(row => readContent(masters, 'contacts', { tip, row: row.id }, row));
  return opened.flatMap(contact => (contact === null ? [] : [numberOf(contact)]));
}

/** In international form where it was read as a number, else as it was typed. */
export const numberOf = ({ parsed, typed }: Pick<Contact<'phone'>, 'parsed' | 'typed'>) => parsed ?? typed;
