import type { Query } from '../../db/database.ts';
import { readNamed } from '../../staff/called.ts';
import { readWord } from '../../unknown.ts';
import { EVENT_KINDS, type EventKind } from '../history/kinds.ts';
import type { TipEvent } from '../tip.ts';
import { readMoved } from '../topics/moved.ts';

/** What has come about with a tip, the first first. */
export async function loadEvents(query: Query, tip: number): Promise<TipEvent[]> {
  const rows = await query
    .selectFrom('events')
    .leftJoin('staff', 'staff.id', 'events.staff_id')
    .leftJoin('staff as about', 'about.id', 'events.subject')
    .select([
      'events.id',
      'events.kind',
      'events.at',
      'events.file',
      'events.detail',
      'staff.email',
      'staff.name',
    ])
    .select(['about.email as aboutEmail', 'about.name as aboutName'])
    .where('tip', '=', tip)
    .orderBy('events.id')
    .execute();
  return rows.map(({ kind, email, name, aboutEmail, aboutName, detail, ...event }) => {
    const moved = kind === 'moved' ? readMoved(detail) : null;
    const about = readNamed(aboutEmail, aboutName);
    return {
      ...event,
      kind: readWord(EVENT_KINDS, kind),
      by: readNamed(email, name),
      ...(moved !== null && { moved }),
      ...(about !== null && { about }),
      ...(detail !== null && VALUED.has(kind) && { value: detail }),
    };
  });
}

/** Of these the detail is what was chosen. */
const VALUED: ReadonlySet<string> = new Set<EventKind>([
  'closed',
  'importance changed',
  'reminder set',
  'permission changed',
]);
