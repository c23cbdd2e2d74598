import type { Said } from '../said.ts';
import type { Note, TipEvent } from '../tip.ts';
import { type EventKind, isReading } from './kinds.ts';

/** `count`: how many of a kind stand in one line; the last of them tells for all. */
export type TimelineEntry<Written extends Note = Note> =
  | { is: 'event'; event: TipEvent; count: number }
  | { is: 'note'; note: Written }
  /** What its reader has said since, or was answered. */
  | { is: 'message'; message: Said }
  /** What follows has come since the viewer last looked. */
  | { is: 'since' };

/** Who loads the page again within so many milliseconds goes on looking. */
const ONE_LOOK = 30 * 60_000;
/** What one person does again within so many milliseconds is told once. */
const AT_ONCE = 10 * 60_000;

/** Of these the last one tells how it is now. */
const FOLDED: ReadonlySet<unknown> = new Set<EventKind>([
  'tags changed',
  'checked',
  'unchecked',
  'importance changed',
  'reminder set',
  'reminder cleared',
]);

type Told<Written extends Note> = {
  events: readonly TipEvent[];
  notes: readonly Written[];
  messages?: readonly Said[];
  viewer: string;
};

/**
 * What has come about with a tip, what its reader has said since and what was written of it, in one order, the first first. Who has read it stands in the history
 * alone. `viewer`: the e-mail of whoever looks.
 */
export function timelineOf<Written extends Note>({ events, notes, messages = [], viewer }: Told<Written>) {
  const [unplaced, lastLook] = [new Set(notes), lastLookOf(events, viewer)];
  const unsaid = new Set(messages);
  const entries: TimelineEntry<Written>[] = [];
  let isSinceTold = lastLook === null;
  events.forEach((event, index) => {
    const entry = messageOf(event, unsaid) ?? entryOf(event, unplaced, entries.at(-1));
    if (entry === null) return;
    if (!isSinceTold && index > (lastLook ?? 0) && event.by?.email !== viewer) {
      isSinceTold = true;
      entries.push({ is: 'since' });
    }
    const before = entries.at(-1);
    if (before?.is === 'event' && isMoreOf(before.event, event))
      entries[entries.length - 1] = { is: 'event', event, count: before.count + 1 };
    else entries.push(entry);
  });
  return [...entries, ...[...unplaced].map(note => ({ is: 'note', note }) as const)];
}

/** Each message has a moment of its own, at which the history tells of it; and so may one that was undone, in the same millisecond. */
function messageOf({ kind, at }: TipEvent, unsaid: Set<Said>) {
  const isTold = kind === 'reader wrote' || kind === 'answered';
  const message = isTold
    ? [...unsaid].find(
        ({ at: said, answer }) => said === at && (answer === null) === (kind === 'reader wrote'),
      )
    : undefined;
  if (message === undefined) return null;
  unsaid.delete(message);
  return { is: 'message', message } as const;
}

/** A note stands where the history tells that it was written; whom it calls is read in it. */
function entryOf<Written extends Note>(
  event: TipEvent,
  unplaced: Set<Written>,
  before: TimelineEntry<Written> | undefined,
): TimelineEntry<Written> | null {
  if (isReading(event.kind)) return null;
  if (event.kind === 'mentioned' && before?.is === 'note' && isOf(before.note, event)) return null;
  const note = event.kind === 'noted' ? [...unplaced].find(one => isOf(one, event)) : undefined;
  if (note === undefined) return { is: 'event', event, count: 1 };
  unplaced.delete(note);
  return { is: 'note', note };
}

const isOf = (note: Note, { at, by }: TipEvent) => note.at === at && note.by.email === by?.email;

const isMoreOf = (before: TipEvent, { kind, by, at }: TipEvent) =>
  FOLDED.has(kind) && before.kind === kind && before.by?.email === by?.email && at - before.at <= AT_ONCE;

/** Where the viewer's look before this one ended; null where there was none. */
function lastLookOf(events: readonly TipEvent[], viewer: string): number | null {
  const loads = events.flatMap(({ kind, by, at }, index) =>
    kind === 'viewed' && by?.email === viewer ? [{ at, index }] : [],
  );
  let [ended, begun, last] = [NEVER, NEVER, NEVER];
  for (const load of loads) {
    if (begun === NEVER || load.at - begun.at > ONE_LOOK) [ended, begun] = [last, load];
    last = load;
  }
  return ended === NEVER ? null : ended.index;
}

const NEVER = { at: Number.NEGATIVE_INFINITY, index: -1 };
