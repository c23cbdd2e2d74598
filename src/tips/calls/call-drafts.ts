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
 * Keeps what was typed of a call for whoever typed it. As of a note: what the page has not seen is not replaced, and then both are kept.
 * Null where nothing is left to keep.
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
    if (Object.values(typed).every(isBlank)) {
      await drop(trx, staffId, { id, seen });
      return null;
    }
    const replaced = await trx
      .updateTable('call_drafts')
      .set({ ...sealedAs(id), revision: seen + 1 })
      .where('id', '=', id)
      .where('staff_id', '=', staffId)
      .where('revision', '=', seen)
      .executeTakeFirstOrThrow();
    if (Number(replaced.numUpdatedRows) > 0) return { id, seen: seen + 1 };
    return { id: await insertDraft(trx, id, staffId, sealedAs), seen: 1 };
  });
}

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

/** What was written down, or is to be thrown away, in the revision that was seen: another page's words stay. */
export async function dropCallDraft(
  { database }: Pick<Context, 'database'>,
  { staffId }: Viewer,
  draft: SeenDraft,
): Promise<void> {
  await database.write(trx => drop(trx, staffId, draft));
}

async function drop(trx: Write, staffId: string, { id, seen }: SeenDraft): Promise<void> {
  await trx
    .deleteFrom('call_drafts')
    .where('id', '=', id)
    .where('staff_id', '=', staffId)
    .where('revision', '<=', seen)
    .execute();
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
