import type { OrUnknown } from '../../unknown.ts';

/** What can stand in a tip's history. */
export const EVENT_KINDS = [
  'received',
  'reader wrote',
  'permission changed',
  'contacts changed',
  'withdrawn',
  'answered',
  'answer undone',
  'answer taken away',
  'answer waived',
  'answer needed',
  'viewed',
  'contact viewed',
  'file viewed',
  'resident number viewed',
  'opened',
  'closed',
  'reopened',
  'noted',
  'mentioned',
  'forwarded',
  'mail given up',
  'mail sent to inbox',
  'moved',
  'assigned',
  'unassigned',
  'importance changed',
  'reminder set',
  'reminder cleared',
  'reminder woken',
  'tags changed',
  'checked',
  'unchecked',
  'talk blocked',
  'talk unblocked',
  'marked disturbing',
  'unmarked disturbing',
  'undone',
  'held',
  'released',
  'forgotten',
] as const;

export type EventKind = (typeof EVENT_KINDS)[number];

const READINGS: readonly EventKind[] = ['viewed', 'contact viewed', 'file viewed', 'resident number viewed'];

/** It tells of who has looked, and changes nothing of the tip. */
export const isReading = (kind: OrUnknown<EventKind>): boolean =>
  typeof kind === 'string' && READINGS.includes(kind);
