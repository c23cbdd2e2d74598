import type { RequestHandler, Router } from 'express';
import { WrittenPage } from '../../../../views/staff/calls/written.tsx';
import { faultsOfCall } from '../../../channels/phone/faults.ts';
import { toCall } from '../../../channels/phone/to-call.ts';
import type { Context } from '../../../context.ts';
import type { Faults } from '../../../errors.ts';
import { sayEach } from '../../../i18n/reasons.ts';
import { staffPaths } from '../../../paths.ts';
import { authorize, may, type Viewer } from '../../../staff/access.ts';
import { dropCallDraft, keepCallDraft, removeCallDraft } from '../../../tips/calls/call-drafts.ts';
import { findEarlier } from '../../../tips/calls/earlier-tips.ts';
import { asFaultOfTip, type CallToWrite, prepareCall } from '../../../tips/calls/prepare-call.ts';
import type { Attached } from '../../../tips/intake/attached.ts';
import { receiveTip } from '../../../tips/intake/receive-tip.ts';
import { loadFacts } from '../../../tips/read/load-facts.ts';
import { receiveMessage } from '../../../tips/talk/receive-message.ts';
import { createRouter } from '../../http/router.ts';
import type { StaffContext } from '../context.ts';
import { type Handlers, type StaffRequest, sendPage, wantsJson } from '../request.ts';
import { faultsIn } from '../tip/faults.ts';
import { openCall, sendCall } from './call-page.tsx';
import { type CallAct, type CallPost, typedCallOf } from './call-post.ts';
import { keepWritten, readWritten } from './written-cookie.ts';

/** What comes along with it is not kept. */
const without =
  (act: (request: StaffRequest, post: CallPost) => Promise<void>) =>
  async (request: StaffRequest, post: CallPost): Promise<false> => {
    await act(request, post);
    return false;
  };

/** `/admin/calls`: calls, letters and visits, which staff write down; what came from the same number; and what is typed of them meanwhile. */
export function callRoutes(
  context: StaffContext,
  handlers: Handlers,
  forCallers: (act: CallAct) => RequestHandler,
): Router {
  return createRouter()
    .get(
      '/calls',
      handlers.forStaff(request => openCall(context, request)),
    )
    .post(
      '/calls',
      forCallers((request, post) => take(context, request, post)),
    )
    .post('/calls/earlier', forCallers(without((request, post) => earlier(context, request, post))))
    .post('/calls/drafts', forCallers(without((request, post) => draft(context, request, post))))
    .get(
      '/calls/written',
      handlers.forStaff(request => written(context, request)),
    );
}

/** `receipt`: null where it is about a tip that was there, of which nobody but its reader has one. */
type WrittenDown = { number: number; receipt: string | null; repeated: boolean };

/** Keeps it by the way in that it takes. @throws {Refusal} as these do, and as `prepareCall`. */
export async function writeDown(
  context: Context,
  viewer: Viewer,
  written: CallToWrite,
  attached: Attached,
): Promise<WrittenDown> {
  const prepared = await prepareCall(context, viewer, written);
  if (prepared.is === 'new') {
    const { number, receipt, repeated } = await receiveTip(context, prepared.submission, attached);
    return { number, receipt, repeated };
  }
  const { message } = prepared;
  const { repeated } = await receiveMessage(context, { ...message, attached }).catch(asFaultOfTip);
  return { number: message.number, receipt: null, repeated };
}

/** It is kept, or the page comes back with what was typed and why it was not. */
async function take(context: StaffContext, request: StaffRequest, post: CallPost): Promise<boolean> {
  const { fields, files, names } = post;
  const { newsroom, keepsRecordings } = context.settings;
  const { lang, timeZone } = newsroom;
  const desk = { lang, timeZone, now: request.now, keepsRecordings };
  const faults = { ...faultsOfCall(fields, names.length > 0, desk), ...faultOfFile(post) };
  if (Object.keys(faults).length > 0) return refuse(context, request, post, faults);
  let kept: WrittenDown;
  try {
    const attached = { taken: files, uploaded: [] };
    kept = await writeDown(context, request.viewer, toCall(fields, desk), attached);
  } catch (error) {
    const told = faultsIn(error);
    if (told === null) throw error;
    return refuse(context, request, post, told);
  }
  await dropCallDraft(context, request.viewer, typedCallOf(fields), post.draft);
  answer(context, request, kept);
  return !kept.repeated;
}

const faultOfFile = ({ fileFault }: CallPost): Faults =>
  fileFault === null ? {} : { recording: fileFault.reason };

function answer(
  context: StaffContext,
  request: StaffRequest,
  { number, receipt, repeated }: WrittenDown,
): void {
  const { response, viewer } = request;
  if (wantsJson(request)) return void response.status(repeated ? 200 : 201).json({ number, receipt });
  if (receipt === null) return response.redirect(303, staffPaths.tipNotes(number));
  keepWritten(response, context, viewer, { is: 'call', number, receipt });
  response.redirect(303, staffPaths.callWritten);
}

async function refuse(
  context: StaffContext,
  request: StaffRequest,
  { fields, draft, names }: CallPost,
  faults: Faults,
): Promise<false> {
  const kept = await keepCallDraft(context, request.viewer, typedCallOf(fields), draft);
  if (wantsJson(request)) request.response.status(422).json({ errors: sayEach(faults, request.words) });
  else
    await sendCall(context, request, {
      status: 422,
      fields,
      faults,
      draft: kept ?? draft,
      hadRecording: names.length > 0,
    });
  return false;
}

/** Tips of the number that was typed: for the page's script, or with all that was typed around them. */
async function earlier(
  context: StaffContext,
  request: StaffRequest,
  { fields, draft, names }: CallPost,
): Promise<void> {
  const tips = await findEarlier(context, request.viewer, fields.number, context.searchPace);
  if (!wantsJson(request))
    return sendCall(context, request, { fields, draft, earlier: tips, hadRecording: names.length > 0 });
  const told = tips.map(({ number, headline, receivedAt }) => ({
    ...{ number, headline, received_at: new Date(receivedAt).toISOString() },
  }));
  request.response.json({ tips: told });
}

/** Keeps what is typed while somebody types it; `remove=on` throws it away. */
async function draft(context: StaffContext, request: StaffRequest, post: CallPost): Promise<void> {
  const { fields, draft: seen, isRemoved } = post;
  if (isRemoved) await removeCallDraft(context, request.viewer, seen);
  const kept = isRemoved ? null : await keepCallDraft(context, request.viewer, typedCallOf(fields), seen);
  if (wantsJson(request)) return void request.response.json({ draft: kept });
  request.response.redirect(303, staffPaths.calls(kept === null ? {} : { draft: kept.id }));
}

/** The receipt, to be read out. Of a confidential topic whoever wrote it down sees no more than this. */
async function written(context: StaffContext, request: StaffRequest): Promise<void> {
  const { frame, viewer, raw, response } = request;
  authorize(viewer, 'write down calls');
  const call = readWritten(raw, context, viewer);
  const facts = call && (await loadFacts(context.database.query, call.number));
  const isSeen = facts ? may(viewer, 'see', facts) : false;
  if (wantsJson(request))
    return void (call === null
      ? response.status(404).json({ errors: { form: request.words.staff.calls.written.nothing } })
      : response.json({ number: call.number, receipt: call.receipt }));
  const page = <WrittenPage frame={frame} viewer={viewer} call={call} isSeen={isSeen} />;
  sendPage(response, 200, page);
}
