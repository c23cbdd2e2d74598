import { z } from 'zod';
import type { Masters, TipSeal } from '../crypto/masters.ts';
import {
  type ContentSealing,
  openContent,
  openedColumns,
  placeIn,
  type SealedForm,
  sealContent,
  sealedColumns,
} from '../crypto/tip-content.ts';
import { type Keyed, tipSealOf } from '../db/tip-keys.ts';
import type { ContentOf } from './fields.ts';

/** What stands in the columns of a tip's own row as long as it is not sealed. */
export type Head = ContentOf<'tips'>;

/** The content of these, as it is sealed. What a file tells stands under the file's own key. */
type SealedTable = 'messages' | 'contacts' | 'notes' | 'closures' | 'checks' | 'holds' | 'changed_tips';
export type Plain<Table extends SealedTable> = Omit<ContentOf<Table>, 'sealed'>;

const text = z.string();
const textIfAny = text.nullable();

const HEAD: z.ZodType<Head> = z.object({
  headline: textIfAny,
  title: textIfAny,
  place: textIfAny,
  happened_typed: textIfAny,
  happened_at: z.number().nullable(),
  article: textIfAny,
  name: textIfAny,
});

export const NO_HEAD: Head = {
  headline: null,
  title: null,
  place: null,
  happened_typed: null,
  happened_at: null,
  article: null,
  name: null,
};

export const SEALED: { readonly [Table in SealedTable]: SealedForm<Plain<Table>> } = {
  messages: {
    table: 'messages',
    // An older version seals none.
    shape: z.object({ body: text, call: textIfAny.default(null) }),
    emptied: { body: '', call: null },
    padding: 256,
  },
  contacts: {
    table: 'contacts',
    shape: z.object({ typed: text, parsed: textIfAny }),
    emptied: { typed: '', parsed: null },
    padding: 64,
  },
  notes: { table: 'notes', shape: z.object({ body: text }), emptied: { body: '' }, padding: 256 },
  closures: {
    table: 'closures',
    shape: z.object({ article: textIfAny }),
    emptied: { article: null },
    padding: 64,
  },
  checks: { table: 'checks', shape: z.object({ item: text }), emptied: { item: '' }, padding: 64 },
  changed_tips: {
    table: 'changed_tips',
    shape: z.object({ said: text }),
    emptied: { said: '' },
    padding: 64,
  },
  holds: { table: 'holds', shape: z.object({ reason: text }), emptied: { reason: '' }, padding: 64 },
};
const HEAD_PADDING = 64;

type Place = { tip: number; row: string | number };

/** The columns of a row that hold content, as they are kept; `tipSeal` is null where nothing of the tip is sealed. */
export const contentColumns = <Table extends SealedTable>(
  sealing: ContentSealing,
  table: Table,
  place: Place,
  content: Plain<Table>,
): Plain<Table> & { sealed: string | null } => sealedColumns(SEALED[table], sealing, place, content);

/** What a row says, with its tip's key beside it; null where it does not open. */
export const readContent = <Table extends SealedTable>(
  masters: Masters,
  table: Table,
  place: Place,
  row: Plain<Table> & Keyed & { sealed: string | null },
): Plain<Table> | null => openedColumns(SEALED[table], { masters, tipSeal: tipSealOf(row) }, place, row);

const placeOfHead = (tip: number) => ({ tip, table: 'tip_heads', row: tip });

export const sealHead = (masters: Masters, tipSeal: TipSeal, tip: number, content: Head): string =>
  sealContent(masters, tipSeal, placeOfHead(tip), { content, padding: HEAD_PADDING });

/** Of `tips`, `tip_heads` and `tip_keys`. */
export const HEAD_COLUMNS = [
  'tips.number',
  'tips.headline',
  'tips.title',
  'tips.place',
  'tips.happened_typed',
  'tips.happened_at',
  'tips.article',
  'tips.name',
  'tip_heads.sealed as head',
  'tip_keys.master',
  'tip_keys.salt',
] as const;

/** `head` is null where the row's own columns hold the words. */
export type HeadRow = Head & Keyed & { number: number; head: string | null };

/** As `readContent`, of the own row of a tip that is kept. Each has a headline: where it has none, its words are lost. */
export function readHead(masters: Masters, row: HeadRow): Head | null {
  if (row.head !== null)
    return openContent(masters, tipSealOf(row), placeOfHead(row.number), { sealed: row.head, shape: HEAD });
  if (row.headline !== null) return row;
  masters.onUnopened?.(placeIn(placeOfHead(row.number)));
  return null;
}
