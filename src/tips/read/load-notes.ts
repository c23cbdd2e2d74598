import type { Context } from '../../context.ts';
import { readContent } from '../content.ts';
import type { Note } from '../tip.ts';
import type { Telling } from './telling.ts';

type NotesContext = Pick<Context, 'masters'> & { database: Pick<Context['database'], 'query'> };

/** The first first. */
export async function loadNotes(
  { database, masters }: NotesContext,
  tip: number,
  tell: Telling,
): Promise<Note[]> {
  const rows = await notesOf(database.query, tip).orderBy('notes.at').execute();
  return rows.map(row => {
    const content = readContent(masters, 'notes', { tip, row: row.id }, row);
    const by = { email: row.email, name: row.name };
    return { id: row.id, at: row.at, by, body: content && tell(content.body) };
  });
}

/** What one of them says; null where it is gone or does not open. */
export async function loadNote(
  { database, masters }: NotesContext,
  tip: number,
  id: string,
  tell: Telling,
): Promise<string | null> {
  const row = await notesOf(database.query, tip).where('notes.id', '=', id).executeTakeFirst();
  const content = row && readContent(masters, 'notes', { tip, row: id }, row);
  return content ? tell(content.body) : null;
}

const notesOf = (query: Context['database']['query'], tip: number) =>
  query
    .selectFrom('notes')
    .innerJoin('staff', 'staff.id', 'notes.staff_id')
    .leftJoin('tip_keys', 'tip_keys.tip', 'notes.tip')
    .select(['notes.id', 'notes.at', 'notes.body', 'notes.sealed', 'master', 'salt'])
    .select(['staff.email', 'staff.name'])
    .where('notes.tip', '=', tip);
