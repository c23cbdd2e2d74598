import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../../../context.ts';
import { randomId } from '../../../crypto/ids.ts';
import type { Masters, TipSeal } from '../../../crypto/masters.ts';
import type { Write } from '../../../db/database.ts';
import { findTipSeal, tipSealOf } from '../../../db/tip-keys.ts';
import { type Viewer, visibleTo } from '../../../staff/access.ts';
import { clean, isBlank } from '../../text.ts';
import type { Draft, Instant } from '../../tip.ts';
import { NOTHING_BESIDE, TYPED_BESIDE, type TypedBeside } from '../../typed-beside.ts';
import { holdTip } from '../hold-tip.ts';
import { type DraftContent, type DraftPlace, openDraft, sealDraft } from './draft-seal.ts';

/** What a page knows of the draft in its field: the id that it was given, and the revision it saw; 0 for none yet. */
export type SeenDraft = { id: string; seen: number };

/** As typed, of any length that a form takes: what is too long for a note is kept too. */
export type Typed = { number: number; body: string; beside?: TypedBeside; draft: SeenDraft };

export const isNothing = ({ body, beside = NOTHING_BESIDE }: Pick<Typed, 'body' | 'beside'>): boolean =>
  [body, ...Object.values(beside)].every(isBlank);

type KeepingContext = Pick<Context, 'database' | 'masters' | 'clock'>;

/** A writer's own drafts for one tip, the latest first. */
export async function loadDrafts(
  { database, masters }: Pick<Context, 'database' | 'masters'>,
  { staffId }: Viewer,
  number: number,
): Promise<Draft[]> {
  const rows = await database.query
    .selectFrom('drafts')
    .leftJoin('tip_keys', 'tip_keys.tip', 'drafts.tip')
    .select(['drafts.id', 'revision', 'at', 'sealed', 'master', 'salt'])
    .where('drafts.tip', '=', number)
    .where('staff_id', '=', staffId)
    .orderBy('at', 'desc')
    .orderBy('drafts.id')
    .execute();
  return rows.flatMap(({ id, revision, at, ...row }) => {
    const content = openDraft(masters, tipSealOf(row), { tip: number, staffId, id }, row.sealed);
    if (content === null) return [];
    const { body: text, ...beside } = content;
    return [{ id, revision, at, text, beside }];
  });
}

/** The tips for which a writer has drafts, by number. */
export async function tipsWithDrafts({ database }: Pick<Context, 'database'>, writer: Viewer) {
  const rows = await database.query
    .selectFrom('tips')
    .select('number')
    .where(visibleTo(writer))
    .where('forgotten_at', 'is', null)
    .where('number', 'in', drafts =>
      drafts.selectFrom('drafts').select('tip').where('staff_id', '=', writer.staffId),
    )
    .orderBy('number')
    .execute();
  return rows.map(({ number }) => number);
}

/**
 * Keeps what was typed, for its writer alone. A kept text is only replaced where the page has seen it, or what was typed
 * holds all of it; else, as with two tabs, both are kept. A text that was emptied is thrown away. Null where nothing is
 * left to keep, and where the tip is forgotten.
 * @throws {Refusal} as `authorizeFor`.
 */
export const keepDraft = (context: KeepingContext, writer: Viewer, typed: Typed): Promise<SeenDraft | null> =>
  context.database.write(trx => writeDraft(trx, context, writer, typed));

/** The same within another change, so that no crash leaves what was typed in neither or in both. */
export async function writeDraft(
  trx: Write,
  { masters, clock }: Omit<KeepingContext, 'database'>,
  writer: Viewer,
  typed: Typed,
): Promise<SeenDraft | null> {
  const { number, draft } = typed;
  const [content, at, { staffId }] = [contentOf(typed), clock(), writer];
  const { isForgotten } = await holdTip(trx, writer, 'add note', number);
  if (isForgotten) return null;
  const tipSeal = await findTipSeal(trx, number);
  const kept = await keptDraft(trx, masters, tipSeal, { tip: number, staffId, id: draft.id });
  if (isNothing(typed)) {
    if (kept?.revision === draft.seen) await deleteDraft(trx, kept.id);
    return null;
  }
  if (kept !== null && isDeepStrictEqual(kept.content, content)) return { id: kept.id, seen: kept.revision };
  const sealedAs = (id: string) => sealDraft(masters, tipSeal, { tip: number, staffId, id }, content);
  if (kept !== null && isSuperseded(kept, content, draft.seen)) {
    const revision = kept.revision + 1;
    await trx
      .updateTable('drafts')
      .set({ at, revision, sealed: sealedAs(kept.id) })
      .where('id', '=', kept.id)
      .execute();
    return { id: kept.id, seen: revision };
  }
  const row = { tip: number, staff_id: staffId, revision: 1, at };
  return { id: await insertDraft(trx, draft.id, row, sealedAs), seen: 1 };
}

/** What was sent, or is to be thrown away, is a draft no more; one that says more than that stays. */
export async function dropDraft(
  trx: Write,
  masters: Masters,
  { staffId }: Viewer,
  typed: Typed,
): Promise<void> {
  const { number, draft } = typed;
  const place = { tip: number, staffId, id: draft.id };
  const kept = await keptDraft(trx, masters, await findTipSeal(trx, number), place);
  if (kept !== null && isSuperseded(kept, contentOf(typed), draft.seen)) await deleteDraft(trx, kept.id);
}

/** Throws one of a writer's drafts away, in the revision that they saw. */
export async function removeDraft(
  { database, masters }: Pick<Context, 'database' | 'masters'>,
  writer: Viewer,
  number: number,
  draft: SeenDraft,
): Promise<void> {
  await database.write(trx => dropDraft(trx, masters, writer, { number, body: '', draft }));
}

const contentOf = ({ body, beside = NOTHING_BESIDE }: Typed): DraftContent => {
  const kept: Record<keyof TypedBeside, string> = { ...NOTHING_BESIDE };
  for (const name of TYPED_BESIDE) kept[name] = isBlank(beside[name]) ? '' : clean(beside[name]);
  return { body: clean(body), ...kept };
};

type Kept = { id: string; revision: number; content: DraftContent };

const isSuperseded = ({ revision, content: kept }: Kept, typed: DraftContent, seen: number) =>
  revision === seen || (['body', ...TYPED_BESIDE] as const).every(name => typed[name].includes(kept[name]));

async function keptDraft(
  trx: Write,
  masters: Masters,
  tipSeal: TipSeal | null,
  place: DraftPlace,
): Promise<Kept | null> {
  const row = await trx
    .selectFrom('drafts')
    .select(['id', 'revision', 'sealed'])
    .where('id', '=', place.id)
    .where('tip', '=', place.tip)
    .where('staff_id', '=', place.staffId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const content = openDraft(masters, tipSeal, place, row.sealed);
  return content === null ? null : { id: row.id, revision: row.revision, content };
}

type NewRow = { tip: number; staff_id: string; revision: number; at: Instant };

/** Under the page's own id, so that a repeat finds it; under another where that one is taken. */
async function insertDraft(
  trx: Write,
  wanted: string,
  row: NewRow,
  sealedAs: (id: string) => string,
): Promise<string> {
  const insert = (id: string) =>
    trx
      .insertInto('drafts')
      .values({ id, ...row, sealed: sealedAs(id) })
      .onConflict(conflict => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
  const inserted = await insert(wanted);
  if (inserted !== undefined) return inserted.id;
  const other = randomId();
  await insert(other);
  return other;
}

async function deleteDraft(trx: Write, id: string): Promise<void> {
  await trx.deleteFrom('drafts').where('id', '=', id).execute();
}
