import type { TipFolder } from '../../../tips/folder.ts';
import { STEPS } from '../../../tips/states.ts';
import type { TipEvent } from '../../../tips/tip.ts';

const CHANGES: ReadonlySet<unknown> = new Set([
  ...Object.values(STEPS).map(({ event }) => event),
  'reader wrote',
  'permission changed',
  'contacts changed',
  'withdrawn',
  'answered',
  'answer undone',
  'answer waived',
  'answer needed',
  'moved',
  'tags changed',
  'checked',
  'unchecked',
  'undone',
  'assigned',
  'unassigned',
  'importance changed',
  'reminder set',
  'reminder cleared',
  'forwarded',
  'talk blocked',
  'talk unblocked',
  'marked disturbing',
  'unmarked disturbing',
  'held',
  'released',
  'forgotten',
]);

/** Each change makes a version: the last so many are those that the viewer had not seen. */
export function changesSince({ tip, events }: TipFolder, version: number): TipEvent[] {
  const unseen = version < 1 ? 0 : Math.max(0, tip.version - version);
  const changes = events.filter(({ kind }) => CHANGES.has(kind));
  return unseen === 0 ? [] : changes.slice(-unseen);
}
