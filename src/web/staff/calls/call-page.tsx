import { randomUUID } from 'node:crypto';
import { CallPage } from '../../../../views/staff/calls/call-page.tsx';
import { readCallTime, typedCallTime } from '../../../channels/phone/call-time.ts';
import { type CallFields, readCallFields } from '../../../channels/phone/fields.ts';
import { randomId } from '../../../crypto/ids.ts';
import type { Faults } from '../../../errors.ts';
import { sayEach } from '../../../i18n/reasons.ts';
import { authorize } from '../../../staff/access.ts';
import { loadColleagues } from '../../../staff/accounts/colleagues.ts';
import { OF_NO_TIP, writerMark } from '../../../staff/sessions/writer-mark.ts';
import { type CallDraft, loadCallDrafts } from '../../../tips/calls/call-drafts.ts';
import { CALL_KINDS, DIRECTIONS } from '../../../tips/calls/call-note.ts';
import type { EarlierTip } from '../../../tips/calls/earlier-tips.ts';
import { reminderDays } from '../../../tips/reminder-days.ts';
import { isBlank } from '../../../tips/text.ts';
import { PERMISSIONS } from '../../../tips/tip.ts';
import { loadTopics } from '../../../tips/topics/topic.ts';
import type { SeenDraft } from '../../../tips/work/notes/drafts.ts';
import type { StaffContext } from '../context.ts';
import { number } from '../forms.ts';
import { type StaffRequest, sendPage, wantsJson } from '../request.ts';

/** Nobody talks longer. Milliseconds. */
const LONGEST = 12 * 60 * 60_000;

type Shown = {
  status?: number;
  fields: CallFields;
  draft: SeenDraft;
  faults?: Faults;
  /** Null: nobody has asked for them. */
  earlier?: readonly EarlierTip[] | null;
  /** A recording came along that is not kept. */
  hadRecording?: boolean;
};

/** The page of a call, with what was typed. */
export async function sendCall(
  context: StaffContext,
  request: StaffRequest,
  { status = 200, fields, draft, faults = {}, earlier = null, hadRecording = false }: Shown,
): Promise<void> {
  const { frame, viewer, now, words, response } = request;
  const { keys, settings, database } = context;
  const { timeZone } = settings.newsroom;
  authorize(viewer, 'write down calls');
  const colleagues = await loadColleagues(database.query);
  const topics = await loadTopics(database.query);
  const drafts = (await loadCallDrafts(context, viewer)).filter(({ id }) => id !== draft.id);
  const page = (
    <CallPage
      {...{ frame, viewer, colleagues, draft, earlier }}
      topics={topics.filter(({ isEnded }) => !isEnded)}
      clock={{ lang: frame.lang, now, timeZone }}
      typed={{ ...fields, submission: fields.submission || randomUUID() }}
      faults={sayEach(faults, words)}
      drafts={drafts.map(({ id, revision, at, typed: { note = '', number = '' } }) => {
        return { id, revision, at, about: isBlank(note) ? number : note };
      })}
      writer={writerMark(keys.writerMark, viewer, OF_NO_TIP, now)}
      keepsRecordings={settings.keepsRecordings}
      asksForRecording={hadRecording}
      days={reminderDays(now, timeZone)}
      kinds={CALL_KINDS}
      directions={DIRECTIONS}
      uses={PERMISSIONS}
    />
  );
  sendPage(response, status, page);
}

const draftJson = ({ id, revision, at, typed }: CallDraft) => ({
  ...{ draft: id, seen: revision, at: new Date(at).toISOString(), typed },
});

/** When a number of a tip was dialled, by the browser's clock; now where nobody says, or what cannot be. */
function beganAt(dialled: unknown, now: number): number {
  const at = typeof dialled === 'string' ? readCallTime(dialled, 'UTC') : null;
  return at === null || at > now || at < now - LONGEST ? now : at;
}

/** As it is opened: from a tip's page about that tip, whose reader was called; or to go on with what was typed before. */
export async function openCall(context: StaffContext, request: StaffRequest): Promise<void> {
  const { raw, viewer, now, response } = request;
  authorize(viewer, 'write down calls');
  const drafts = await loadCallDrafts(context, viewer);
  if (wantsJson(request)) return void response.json({ drafts: drafts.map(draftJson) });
  const kept = drafts.find(({ id }) => id === raw.query['draft']);
  if (kept !== undefined) {
    const draft = { id: kept.id, seen: kept.revision };
    return sendCall(context, request, { fields: readCallFields(kept.typed), draft });
  }
  const tip = number.safeParse(raw.query['tip']).data;
  const { timeZone } = context.settings.newsroom;
  const fields = readCallFields({
    started: typedCallTime(beganAt(raw.query['started'], now), timeZone),
    ...(tip !== undefined && { tip: String(tip), direction: 'out' }),
  });
  await sendCall(context, request, { fields, draft: { id: randomId(), seen: 0 } });
}
