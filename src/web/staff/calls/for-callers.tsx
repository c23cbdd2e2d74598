import type { RequestHandler } from 'express';
import { z } from 'zod';
import { MessagePage } from '../../../../views/staff/message.tsx';
import { readCallFields } from '../../../channels/phone/fields.ts';
import { randomId } from '../../../crypto/ids.ts';
import { staffPaths } from '../../../paths.ts';
import type { Viewer } from '../../../staff/access.ts';
import { OF_NO_TIP, writerOf } from '../../../staff/sessions/writer-mark.ts';
import { keepCallDraft } from '../../../tips/calls/call-drafts.ts';
import type { SeenDraft } from '../../../tips/work/notes/drafts.ts';
import { takeBody } from '../../http/bodies/body.ts';
import { discardFiles, receiverFor } from '../../http/bodies/file-receiver.ts';
import type { StaffContext } from '../context.ts';
import { number } from '../forms.ts';
import { isLetIn } from '../is-let-in.ts';
import { type Handlers, type PageRequest, sendPage, wantsJson } from '../request.ts';
import { type CallAct, type CallPost, typedCallOf } from './call-post.ts';

const marks = z.object({
  draft: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .catch(() => randomId()),
  seen: number.catch(0),
  writer: z.string().max(200).catch(''),
  remove: z.literal('on').optional().catch(undefined),
});

/**
 * For what is sent from the page of a call, with its recording. Where the session has ended meanwhile, or is somebody else's by now,
 * nothing is written down, and what was typed is kept for whom the page was made.
 */
export function createForCallers(context: StaffContext, handlers: Handlers) {
  const { pageRequest, identify, admit } = handlers;
  async function keepFor(writer: Viewer | null, { fields, draft }: CallPost): Promise<SeenDraft | null> {
    return writer === null ? null : keepCallDraft(context, writer, typedCallOf(fields), draft);
  }

  function refuse(request: PageRequest, signedIn: boolean, kept: SeenDraft | null): void {
    const { response, frame, words } = request;
    if (wantsJson(request)) return void response.status(signedIn ? 409 : 401).json({ draft: kept });
    if (signedIn)
      return sendPage(response, 409, <MessagePage frame={frame} text={words.staff.refused.othersPage} />);
    const next = staffPaths.calls(kept === null ? {} : { draft: kept.id });
    response.redirect(303, staffPaths.signIn(next, kept === null ? 'ended' : 'kept'));
  }

  async function answer(request: PageRequest, mark: string, post: CallPost, act: CallAct): Promise<boolean> {
    const identity = await identify(request.raw, request.response);
    const page = { mark, tip: OF_NO_TIP, now: request.now };
    const owner = await writerOf(context.database, context.keys.writerMark, page);
    if (identity === null || (owner !== null && owner.staffId !== identity.viewer.staffId)) {
      refuse(request, identity !== null, await keepFor(owner, post));
      return false;
    }
    const isShut = identity.factorDue !== null && identity.factorDue <= request.now;
    if (isShut) await keepFor(owner, post);
    // In the language of whoever is signed in, as every page of theirs.
    const own = pageRequest(request.raw, request.response, identity.viewer.lang);
    const admitted = admit(own, identity);
    return admitted !== null && (await act(admitted, post));
  }

  return (act: CallAct): RequestHandler =>
    async (raw, response) => {
      // From nobody who is not signed in, and where none are kept, does a recording reach the disk.
      const isNone = async () =>
        !context.settings.keepsRecordings || (await identify(raw, response)) === null;
      const files = receiverFor(context, raw, isNone);
      let areKept = false;
      try {
        const memory = context.load.memoryFor(response);
        const intake = await takeBody(raw, response, { files, memory }).catch(async error => {
          if (await isLetIn(raw, response, handlers)) throw error;
        });
        if (intake === undefined) return;
        const { writer, draft: id, seen, remove } = marks.parse(intake.fields ?? {});
        const fields = readCallFields(intake.fields);
        const post = { ...intake, fields, draft: { id, seen }, isRemoved: remove === 'on' };
        areKept = await answer(pageRequest(raw, response), writer, post, act);
        if (!areKept) await discardFiles(context.files, intake.files);
      } finally {
        if (!areKept) files.giveBack();
      }
    };
}
