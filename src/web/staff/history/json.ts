import type { HistoryEntry } from '../../../tips/history/list-history.ts';
import { rawWord } from '../../../unknown.ts';

/** An entry as programs read it. */
export const entryJson = ({ event, at, kind, ...entry }: HistoryEntry) => ({
  id: event,
  at: new Date(at).toISOString(),
  kind: rawWord(kind),
  ...entry,
});
