import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { randomId } from '../../crypto/ids.ts';
import { callsKey, type Masters } from '../../crypto/masters.ts';
import { paddedJson, placeOf, seal, unseal } from '../../crypto/seal.ts';
import type { Write } from '../../db/database.ts';
import type { Viewer } from '../../staff/access.ts';
import { isBlank } from '../text.ts';
import type { Instant } from '../tip.ts';
import type { SeenDraft } from '../work/notes/drafts.ts';

/** What was typed, by the names of the form's fields. */
export type TypedCall = Readonly<Record<string, string>>;
export type CallDraft = { id: string; revision: number; at: Instant; typed: TypedCall };

/** What nobody has gone on with for so long is of no use, and names people. Milliseconds. */
const KEPT = 7 * 24 * 60 * 60_000;

type Reading = Pick<Context, 'database' | 'masters'>;
type Keeping = Reading & Pick<Context, 'clock'>;

const typedCall = z.record(z.string(), z.string());
/** In bytes, as of a note. */
const PADDING = 256;
const place = (id: string, staffId: string) => placeOf('jebo call', 1, id, staffId);

/** A writer's own, the latest first; those that do not open are left out. */
export async function loadCallDrafts(
  { database, masters }: Reading,
  { staffId }: Viewer,
): Promise<CallDraft[]> {
  const rows = await database.query
    .selectFrom('call_drafts')
    .selectAll()
    .where('staff_id', '=', staffId)
    .orderBy('at', 'desc')
    .orderBy('id')
    .execute();
  return rows.flatMap(({ id, revision, at, ...row }) => {
    const typed = open(masters, { id, ...row });
    return typed === null ? [] : [{ id, revision, at, typed }];
  });
}

type Sealed = { id: string; staff_id: string; master: number; sealed: string };

function open(masters: Masters, { id, staff_id, master, sealed }: Sealed): TypedCall | null {
  const key = masters.find(master);
  const text = key && unseal(callsKey(key), sealed, place(id, staff_id));
  const typed = text === null ? null : typedCall.safeParse(JSON.parse(text));
  if (typed?.success) return typed.data;
  masters.onUnopened?.(place(id, staff_id));
  return null;
}

/**
 * Keeps what was typed of a call for whoever typed it. As of a note: a kept text is only replaced where the page has seen it, or what was
 * typed holds all of it; else both are kept. Null where nothing is left to keep.
 */
export async function keepCallDraft(
  { database, masters, clock }: Keeping,
  { staffId }: Viewer,
  typed: TypedCall,
  { id, seen }: SeenDraft,
): Promise<SeenDraft | null> {
  const at = clock();
  const { id: master, key } = masters.current;
  const sealedAs = (own: string) => ({
    ...{ at, master },
    sealed: seal(callsKey(key), paddedJson(typed, PADDING), place(own, staffId)),
  });
  return database.write(async trx => {
    const kept = await keptDraft(trx, masters, staffId, id);
    if (Object.values(typed).every(isBlank)) {
      if (kept?.revision === seen) await remove(trx, id);
      return null;
    }
    if (kept !== null && isDeepStrictEqual(kept.typed, typed)) return { id, seen: kept.revision };
    if (kept === null || !isSuperseded(kept, typed, seen))
      return { id: await insertDraft(trx, id, staffId, sealedAs), seen: 1 };
    const revision = kept.revision + 1;
    await trx
      .updateTable('call_drafts')
      .set({ ...sealedAs(id), revision })
      .where('id', '=', id)
      .execute();
    return { id, seen: revision };
  });
}

/** `typed`: null where it does not open. */
type Kept = { revision: number; typed: TypedCall | null };

/** Held until the transaction ends; null where there is none of this writer. */
async function keptDraft(trx: Write, masters: Masters, staffId: string, id: string): Promise<Kept | null> {
  const row = await trx
    .updateTable('call_drafts')
    .set(({ ref }) => ({ revision: ref('revision') }))
    .where('id', '=', id)
    .where('staff_id', '=', staffId)
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? null : { revision: row.revision, typed: open(masters, row) };
}

const isSuperseded = ({ revision, typed: kept }: Kept, typed: TypedCall, seen: number) =>
  revision === seen ||
  (kept !== null && Object.entries(kept).every(([name, text]) => (typed[name] ?? '').includes(text)));

type SealedDraft = { at: Instant; master: number; sealed: string };

/** Under the page's own id; under another where that one is taken, as by what was sent at the same moment. */
async function insertDraft(
  trx: Write,
  wanted: string,
  staffId: string,
  sealedAs: (id: string) => SealedDraft,
): Promise<string> {
  const insert = (id: string) =>
    trx
      .insertInto('call_drafts')
      .values({ id, staff_id: staffId, revision: 1, ...sealedAs(id) })
      .onConflict(conflict => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
  const inserted = await insert(wanted);
  if (inserted !== undefined) return inserted.id;
  const other = randomId();
  await insert(other);
  return other;
}

/** What was written down is a draft no more; another page's words, which say more than that, stay. */
export async function dropCallDraft(
  { database, masters }: Pick<Context, 'database' | 'masters'>,
  { staffId }: Viewer,
  typed: TypedCall,
  { id, seen }: SeenDraft,
): Promise<void> {
  await database.write(async trx => {
    const kept = await keptDraft(trx, masters, staffId, id);
    if (kept !== null && isSuperseded(kept, typed, seen)) await remove(trx, id);
  });
}

/** Throws one of a writer's own away, in the revision that they saw. */
export const removeCallDraft = (
  context: Pick<Context, 'database' | 'masters'>,
  writer: Viewer,
  draft: SeenDraft,
): Promise<void> => dropCallDraft(context, writer, {}, draft);

async function remove(trx: Write, id: string): Promise<void> {
  await trx.deleteFrom('call_drafts').where('id', '=', id).execute();
}

/** Those with which nobody has gone on for a week. */
export async function sweepCallDrafts({
  database,
  clock,
}: Pick<Context, 'database' | 'clock'>): Promise<void> {
  await database.write(trx =>
    trx
      .deleteFrom('call_drafts')
      .where('at', '<', clock() - KEPT)
      .execute(),
  );
}
