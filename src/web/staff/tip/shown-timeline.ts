import type { Viewer } from '../../../staff/access.ts';
import type { TipFolder } from '../../../tips/folder.ts';
import { isReading } from '../../../tips/history/kinds.ts';
import { timelineOf } from '../../../tips/history/timeline.ts';
import { piecesOf } from '../../../tips/mentions.ts';
import { undoableAmong } from '../../../tips/work/many/read-change.ts';
import type { StaffContext } from '../context.ts';

type Shown = { viewer: Viewer; colleagues: readonly Viewer[] };

/** Notes and what was done, in one order, and what of it the viewer can undo. */
export async function shownTimeline(
  context: StaffContext,
  { events, notes, messages }: TipFolder,
  { viewer, colleagues }: Shown,
) {
  const own = events.filter(({ kind, by }) => by?.email === viewer.email && !isReading(kind));
  return {
    timeline: timelineOf({
      events,
      notes: notes.map(note => ({
        ...note,
        pieces: note.body === null ? null : piecesOf(note.body, colleagues),
      })),
      messages,
      viewer: viewer.email,
    }),
    undoable: await undoableAmong(
      context,
      viewer,
      own.map(({ id }) => id),
    ),
  };
}
