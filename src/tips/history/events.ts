import type { Write } from '../../db/database.ts';
import type { Viewer } from '../../staff/access.ts';
import type { Instant } from '../tip.ts';
import type { EventKind } from './kinds.ts';
import { publishEvents } from './news.ts';

/**
 * Notes in the tip's history what someone did, or what came about by itself; a history holds no content. `detail`: in the desk's own
 * words, such as the topics that it came from and to.
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
  publishEvents(trx, tip, kinds);
}
