import type { Context } from '../../context.ts';
import type { Viewer } from '../../staff/access.ts';
import { noteFileViews } from '../../tips/history/file-views.ts';
import type { Closing } from '../../tips/outcomes.ts';
import { readTip } from '../../tips/read/read-tip.ts';
import type { StepName } from '../../tips/states.ts';
import { addNote } from '../../tips/work/notes/note.ts';
import { takeStep } from '../../tips/work/state.ts';
import type { MadeTip } from './made-tip.ts';
import type { Staff } from './staff.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A tip that has come in. Times are milliseconds since 1970, UTC. */
export type Arrived = { made: MadeTip; number: number; receivedAt: number; files: readonly string[] };

/** Something that is done with a tip. */
type Act = { time: number; run: (context: Context) => Promise<unknown> };

/** What was done with a tip until `now`, in the order of time: most of the old ones are closed, and the newest are unread. */
export async function workOn(context: Context, staff: Staff, tip: Arrived, now: number): Promise<void> {
  const acts = [...actsOf(staff, tip, now - tip.receivedAt), ...glance(staff, tip)];
  for (const { time, run } of acts.sort((one, other) => one.time - other.time))
    if (time < now - MINUTE) await run({ ...context, clock: () => time });
}

/** A colleague takes it, notes what came of it, and closes it. */
function actsOf({ colleagues }: Staff, tip: Arrived, age: number): Act[] {
  const { made, number, receivedAt, files } = tip;
  const { random, voice } = made;
  const [viewer, other] = [random.pick(colleagues), random.pick(colleagues)];
  const acts: Act[] = [];
  let time = receivedAt;
  let version = 1;
  const after = (least: number, most: number, run: Act['run']) => {
    time += random.between(least * MINUTE, most * MINUTE);
    acts.push({ time, run });
  };
  const note = (by: Viewer, body: string) => (context: Context) => addNote(context, by, { number, body });
  const step =
    (name: StepName, closing: Partial<Closing> = {}) =>
    (context: Context) =>
      takeStep(context, viewer, name, { number, version: version++ }, { closing });

  if (!random.chance(readByNow(age))) return [];
  after(2, 90, context => readTip(context, viewer, number));
  if (files.length > 0) after(1, 3, context => noteFileViews(context, viewer, number, files));
  if (random.chance(0.8)) after(1, 20, step('opening'));
  if (random.chance(0.5)) after(5, 200, note(viewer, random.pick(voice.notes)));
  if (random.chance(0.3)) after(10, 300, context => readTip(context, other, number));
  if (random.chance(0.2)) after(2, 30, note(other, random.pick(voice.notes)));
  if (!random.chance(closedByNow(age))) return acts;
  after(30, 2_400, note(viewer, random.pick(voice.closing)));
  const outcome = random.chance(0.25) ? 'used' : random.pick(OTHER_OUTCOMES);
  after(1, 2, step('closure', { outcome }));
  if (random.chance(0.06)) after(60, 600, step('reopening'));
  return acts;
}

/** What comes of most tips. */
const OTHER_OUTCOMES = ['passed on', 'unverified', 'not for us', 'not for us', 'spam', 'test'] as const;

/** You have seen most of what came before today. */
function glance({ you }: Staff, { made: { random }, number, receivedAt }: Arrived): Act[] {
  const time = receivedAt + random.between(2 * HOUR, 10 * HOUR);
  return random.chance(0.96) ? [{ time, run: context => readTip(context, you, number) }] : [];
}

/** How many of the tips of that age, of 1. */
const readByNow = (age: number) => (age < 6 * HOUR ? 0.3 : age < DAY ? 0.7 : age < 3 * DAY ? 0.92 : 0.99);
const closedByNow = (age: number) => (age < DAY ? 0.1 : age < 4 * DAY ? 0.5 : 0.85);
