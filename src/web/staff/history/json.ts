import type { HistoryEntry } from '../../../tips/history/list-history.ts';
import { rawWord } from '../../../unknown.ts';

/** An entry as programs read it: they know people by their e-mails. */
export const entryJson = ({ event, at, kind, name, subjectName, ...entry }: HistoryEntry) => ({
  id: event,
  at: new Date(at).toISOString(),
  kind: rawWord(kind),
  ...entry,
});
