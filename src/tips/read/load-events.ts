import type { Query } from '../../db/database.ts';
import { readNamed } from '../../staff/called.ts';
import { readWord } from '../../unknown.ts';
import { EVENT_KINDS } from '../history/kinds.ts';
import type { TipEvent } from '../tip.ts';
import { readMoved } from '../topics/moved.ts';

/** What has come about with a tip, the first first. */
export async function loadEvents(query: Query, tip: number): Promise<TipEvent[]> {
  const rows = await query
    .selectFrom('events')
    .leftJoin('staff', 'staff.id', 'events.staff_id')
    .select(['events.kind', 'events.at', 'events.file', 'events.detail', 'staff.email', 'staff.name'])
    .where('tip', '=', tip)
    .orderBy('events.id')
    .execute();
  return rows.map(({ kind, email, name, detail, ...event }) => {
    const moved = kind === 'moved' ? readMoved(detail) : null;
    return {
      ...event,
      kind: readWord(EVENT_KINDS, kind),
      by: readNamed(email, name),
      ...(moved !== null && { moved }),
    };
  });
}
