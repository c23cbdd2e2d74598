import type { Write } from '../../db/database.ts';
import type { Viewer } from '../../staff/access.ts';
import type { Instant } from '../tip.ts';
import { type EventKind, isReading } from './kinds.ts';
import { publishEvents } from './news.ts';

/**
 * Notes in the tip's history what someone did, or what came about by itself; a history holds no content. `detail`: in the desk's own
 * words, such as the topics that it came from and to. What is no reading has changed the tip.
 */
export async function noteEvents(
  trx: Write,
  tip: number,
  kinds: readonly EventKind[],
  by: Viewer | null,
  at: Instant,
  detail: string | null = null,
): Promise<void> {
  await trx
    .insertInto('events')
    .values(kinds.map(kind => ({ tip, kind, staff_id: by?.staffId ?? null, at, detail })))
    .execute();
  await noteChanged(trx, { tip, kinds, at });
}

type NewEvent = {
  tip: number;
  kind: EventKind;
  /** Null: its reader, or nobody. */
  by: Viewer | null;
  at: Instant;
  /** The id of whom it is about. */
  subject: string | null;
  /** The id of the file that it is about. */
  file?: string;
  /** As of `noteEvents`. */
  detail?: string;
};

/** The same of one that is about somebody, or about a file. Gives its id. */
export async function noteEvent(trx: Write, { by, ...event }: NewEvent): Promise<number> {
  const { id } = await trx
    .insertInto('events')
    .values({ ...event, staff_id: by?.staffId ?? null })
    .returning('id')
    .executeTakeFirstOrThrow();
  await noteChanged(trx, { tip: event.tip, kinds: [event.kind], at: event.at });
  return id;
}

type Noted = { tip: number; kinds: readonly EventKind[]; at: Instant };

async function noteChanged(trx: Write, { tip, kinds, at }: Noted): Promise<void> {
  publishEvents(trx, tip, kinds);
  if (kinds.every(isReading)) return;
  await trx.updateTable('tips').set({ changed_at: at }).where('number', '=', tip).execute();
}
