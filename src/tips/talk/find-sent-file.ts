import type { Context } from '../../context.ts';
import type { Query } from '../../db/database.ts';
import { noFile } from '../../errors.ts';
import { maskResidentNumbers } from '../../resident-number.ts';
import { loadFiles } from '../read/load.ts';
import type { KeptFile } from '../tip.ts';

type FileContext = Pick<Context, 'masters'> & { database: Pick<Context['database'], 'query'> };

/**
 * A file that staff sent to a tip's reader, as long as its answer stands on the reader's page.
 * @throws {Refusal} where there is none, or it is one that is given to nobody.
 */
export async function findSentFile(context: FileContext, tip: number, id: string): Promise<KeptFile> {
  if (!(await isShown(context.database.query, tip, id))) throw noFile();
  const { fromStaff } = await loadFiles(context, tip, maskResidentNumbers);
  const file = fromStaff.find(one => one.id === id);
  if (file === undefined || !mayBeGiven(file)) throw noFile();
  return file;
}

/** What staff have sent unawares is kept from a reader as what readers send is kept from staff. */
export const mayBeGiven = ({ scan }: Pick<KeptFile, 'scan'>): boolean => scan.is !== 'infected';

async function isShown(query: Query, tip: number, id: string): Promise<boolean> {
  const shown = await query
    .selectFrom('files')
    .innerJoin('messages', 'messages.id', 'files.message')
    .innerJoin('tips', 'tips.number', 'files.tip')
    .select('files.id')
    .where('files.id', '=', id)
    .where('files.tip', '=', tip)
    .where('messages.direction', '=', 'out')
    .where('messages.shown_at', 'is not', null)
    .where('messages.taken_away_at', 'is', null)
    .where('tips.talk_ended', 'is', null)
    .where('tips.forgotten_at', 'is', null)
    .executeTakeFirst();
  return shown !== undefined;
}
