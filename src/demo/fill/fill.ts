import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { readFormFields } from '../../channels/form/fields.ts';
import { toSubmission } from '../../channels/form/to-submission.ts';
import type { Context } from '../../context.ts';
import type { Viewer } from '../../staff/access.ts';
import { forgetTip } from '../../tips/end/forget.ts';
import { receiveTip } from '../../tips/intake/receive-tip.ts';
import type { TipFile } from '../../tips/tip.ts';
import { writeCallsDown } from './calls.ts';
import { createFiles, disguised, type FilesOf, type SentFile } from './files/sent-files.ts';
import { makeTip } from './made-tip.ts';
import { createRandom } from './random.ts';
import { addReadyAnswers } from './ready-answers.ts';
import { addPeople, addTopics } from './staff.ts';
import { talkWithReaders } from './talks.ts';
import { type Arrived, workOn } from './work.ts';

/** How many tips the demo has. */
export const TIPS = 300;
/** Of these one brings a program that says it is a photo, and one was forgotten. */
const DISGUISED = 285;
const FORGOTTEN = 160;

/** Milliseconds. */
const HOUR = 60 * 60_000;
const FORTNIGHT = 14 * 24 * HOUR;
/** So many tips are worked on side by side, and share their flushes to the disk. */
const AT_ONCE = 25;

/** Fills an empty desk with the last fortnight, by the ways that tips and staff's work go in a real one. `now`: milliseconds since 1970, UTC. @throws once `ending` is aborted. */
export async function fill(context: Context, now: number, ending: AbortSignal): Promise<Viewer> {
  const staff = await addPeople(context, now - FORTNIGHT);
  const { you } = staff;
  await addTopics(context, you, now - FORTNIGHT);
  await addReadyAnswers(context, you, now - FORTNIGHT);
  const filesOf = await createFiles();
  const arrived: Arrived[] = [];
  for (const [index, at] of arrivals(now, context.settings.newsroom.timeZone).entries()) {
    ending.throwIfAborted();
    arrived.push(await receive(context, filesOf, index, at));
  }
  for (let first = 0; first < arrived.length; first += AT_ONCE) {
    ending.throwIfAborted();
    await Promise.all(arrived.slice(first, first + AT_ONCE).map(tip => workOn(context, staff, tip, now)));
  }
  await talkWithReaders(context, staff, arrived, now);
  await writeCallsDown(context, staff, now);
  await forgetOne(context, you);
  await makeJobsDue(context, now);
  return you;
}

/** When the tips came, the first first: fewer of them at night, and more of late. */
function arrivals(now: number, timeZone: string): Temporal.ZonedDateTime[] {
  const random = createRandom(2_026);
  const times = Array.from({ length: TIPS }, () => {
    const time = now - 3 * 60_000 - (FORTNIGHT - 2 * HOUR) * random.next() ** 1.8;
    const { hour } = zoned(time, timeZone);
    return hour >= 1 && hour < 6 && random.chance(0.8) ? Math.max(time - 7 * HOUR, now - FORTNIGHT) : time;
  });
  return times.sort((one, other) => one - other).map(time => zoned(Math.floor(time), timeZone));
}

const zoned = (time: number, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(time)).toZonedDateTimeISO(timeZone);

async function receive(
  context: Context,
  filesOf: FilesOf,
  index: number,
  at: Temporal.ZonedDateTime,
): Promise<Arrived> {
  const made = makeTip(index, at);
  const now = at.epochMilliseconds;
  const sent = await filesOf(made.story, made.random, made.happened);
  const taken: TipFile[] = [];
  for (const file of index === DISGUISED ? [...sent, disguised()] : sent)
    taken.push(await take(context, file));
  const desk = { lang: made.lang, timeZone: at.timeZoneId, now };
  const submission = toSubmission(readFormFields(made.fields), desk);
  const { number } = await receiveTip({ ...context, clock: () => now }, submission, { taken, uploaded: [] });
  return { made, number, receivedAt: now, files: taken.map(({ id }) => id) };
}

async function take({ files }: Context, { bytes, ...said }: SentFile): Promise<TipFile> {
  const whole = await files.take(Readable.from([bytes], { objectMode: true }), bytes.length);
  if (whole === null) throw new Error('A file of the demo was too large');
  return { ...whole, ...said };
}

async function forgetOne(context: Context, you: Viewer): Promise<void> {
  const tip = await context.database.query
    .selectFrom('tips')
    .select(['number', 'version'])
    .where('number', '=', FORGOTTEN)
    .executeTakeFirstOrThrow();
  await forgetTip(context, you, tip);
}

/**
 * What came a fortnight ago and was never done would be told to staff as a desk in trouble. Of what is owed now, the newest
 * is done first, as it stands at the top of the list: the fortnight is folded into twelve seconds, backwards.
 */
async function makeJobsDue({ database }: Context, now: number): Promise<void> {
  const due = sql<number>`${now} - (due - ${now - FORTNIGHT}) / 100000`;
  await database.write(trx =>
    trx.updateTable('outbox').set({ due, created_at: now }).where('state', '=', 'owed').execute(),
  );
}
