import type { Faults, Reason } from '../../errors.ts';
import { CONTENT } from '../../tips/fields.ts';
import { isBlank, isLongerThan, lengthOf, TEXT_LIMIT } from '../../tips/text.ts';
import { readCallTime } from './call-time.ts';
import type { CallFields } from './fields.ts';

const LINES = ['number', 'place', 'happened_at', 'topic', 'consent', 'submission'] as const;

/** A telephone's clock and ours may be so far apart. Milliseconds. */
const AHEAD = 5 * 60_000;

/** A year of which half was typed, such as 0202, lies before it. Milliseconds since 1970, UTC. */
const EARLIEST = 0;

type Desk = { timeZone: string; now: number; keepsRecordings: boolean };

/** Each fault of what was typed, by its field. `hasRecording`: a file came along. */
export const faultsOfCall = (fields: CallFields, hasRecording: boolean, desk: Desk): Faults => ({
  ...noteFaults(fields),
  ...Object.fromEntries(
    LINES.filter(name => isLongerThan(fields[name], TEXT_LIMIT)).map(name => [
      name,
      tooLong(fields[name], TEXT_LIMIT),
    ]),
  ),
  ...timeFaults(fields, desk),
  ...(isBlank(fields.tip) || TIP_NUMBER.test(fields.tip.trim()) ? {} : { tip: { code: 'tip-unknown' } }),
  ...(hasRecording ? recordingFaults(fields, desk) : {}),
});

const TIP_NUMBER = /^[1-9]\d{0,14}$/;

function noteFaults({ note }: CallFields): Faults {
  const { limit } = CONTENT.messages.fields.body;
  if (isBlank(note)) return { note: { code: 'missing' } };
  return isLongerThan(note, limit) ? { note: tooLong(note, limit) } : {};
}

function timeFaults({ started, ended }: CallFields, { timeZone, now }: Desk): Faults {
  const faults: Record<string, Reason> = {};
  const read = (typed: string) => (isBlank(typed) ? now : readCallTime(typed, timeZone));
  const isWrong = (at: number | null) => at === null || at < EARLIEST || at > now + AHEAD;
  const [began, end] = [read(started), read(ended)];
  if (isWrong(began)) faults['started'] = { code: 'call-time-wrong' };
  if (isWrong(end)) faults['ended'] = { code: 'call-time-wrong' };
  else if (began !== null && end !== null && began > end && !isBlank(ended))
    faults['ended'] = { code: 'call-ends-before' };
  return faults;
}

/** Only who talks may record, and who is recorded is told (통신비밀보호법 제3조; a recording is personal data). */
function recordingFaults({ told }: CallFields, { keepsRecordings }: Desk): Faults {
  if (!keepsRecordings) return { recording: { code: 'recording-off' } };
  return told ? {} : { told: { code: 'recording-untold' } };
}

const tooLong = (text: string, limit: number): Reason => ({
  code: 'text-too-long',
  limit,
  length: lengthOf(text),
});
