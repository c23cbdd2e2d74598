import { z } from 'zod';
import type { Masters } from '../../../crypto/masters.ts';
import type { Write } from '../../../db/database.ts';
import type { Schema } from '../../../db/schema/schema.ts';
import { findTipSeal } from '../../../db/tip-keys.ts';
import { readContent } from '../../content.ts';
import { loadTags } from '../../tags/load-tags.ts';
import { hashOfTag } from '../../tags/tag.ts';
import type { ManyChange } from './names.ts';

/** What a tip's row said, of what a change of many can change. */
export const KEPT_COLUMNS = [
  'state',
  'state_since',
  'state_by',
  'outcome',
  'duplicate_of',
  'topic',
  'assignee',
  'importance',
  'remind_on',
] as const;
export type KeptColumns = Pick<RowOf<'tips'>, (typeof KEPT_COLUMNS)[number]>;
type RowOf<Table extends keyof Schema> = import('kysely').Selectable<Schema[Table]>;

/** `tags`: by which what it is and what it was differ, from now to then. */
export type Said = { article: string | null; tags: { add: string[]; remove: string[] } };

const SAID: z.ZodType<Said> = z.object({
  article: z.string().nullable(),
  tags: z.object({ add: z.array(z.string()), remove: z.array(z.string()) }),
});

export type Before = {
  version: number;
  changed_at: number | null;
  forgotten_at: number | null;
  row: KeptColumns;
  said: Said;
};

/** A tip as it is before it is changed; null where there is none. */
export async function readBefore(
  trx: Write,
  masters: Masters,
  tip: number,
  change: ManyChange,
): Promise<Before | null> {
  const row = await trx
    .selectFrom('tips')
    .select([...KEPT_COLUMNS, 'version', 'changed_at', 'forgotten_at'])
    .where('number', '=', tip)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { version, changed_at, forgotten_at, ...kept } = row;
  const article = row.state === 'closed' ? await articleOf(trx, masters, tip) : null;
  const tags = change.name === 'tags' ? await tagsBack(trx, masters, tip, change) : { add: [], remove: [] };
  return { version, changed_at, forgotten_at, row: kept, said: { article, tags } };
}

async function articleOf(trx: Write, masters: Masters, tip: number): Promise<string | null> {
  const closure = await trx
    .selectFrom('closures')
    .select(['article', 'sealed'])
    .where('tip', '=', tip)
    .executeTakeFirst();
  if (closure === undefined) return null;
  const seal = (await findTipSeal(trx, tip)) ?? { master: null, salt: null };
  return readContent(masters, 'closures', { tip, row: tip }, { ...closure, ...seal })?.article ?? null;
}

/** In the letters that they have: what is taken off is given back, and what is given is taken off. */
async function tagsBack(
  trx: Write,
  masters: Masters,
  tip: number,
  { add, remove }: Extract<ManyChange, { name: 'tags' }>,
): Promise<Said['tags']> {
  const names = (await loadTags({ database: { query: trx }, masters }, [tip])).get(tip) ?? [];
  const hashes = (all: readonly string[]) => new Set(all.map(name => hashOfTag(masters, name)));
  const [present, taken] = [hashes(names), hashes(remove)];
  return {
    add: names.filter(name => taken.has(hashOfTag(masters, name))),
    remove: add.filter(name => !present.has(hashOfTag(masters, name))),
  };
}

export const writeSaid = (said: Said): string => JSON.stringify(said);

/** Null where a newer version wrote it otherwise. */
export function readSaid(said: string): Said | null {
  const parsed = SAID.safeParse(JSON.parse(said));
  return parsed.success ? parsed.data : null;
}
