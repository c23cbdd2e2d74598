import type { RequestHandler } from 'express';
import { MessagePage } from '../../../../views/staff/message.tsx';
import { staffPaths } from '../../../paths.ts';
import type { Viewer } from '../../../staff/access.ts';
import { writerOf } from '../../../staff/sessions/writer-mark.ts';
import { isNothing, keepDraft, type SeenDraft, type Typed } from '../../../tips/work/notes/drafts.ts';
import { asRefusal } from '../../http/refusal.ts';
import type { StaffContext } from '../context.ts';
import { tipNumber } from '../forms.ts';
import { readBack } from '../list/list-question.ts';
import {
  type Handlers,
  type Identity,
  type PageRequest,
  type StaffRequest,
  sendPage,
  wantsJson,
} from '../request.ts';
import { markOf, typedOf } from './typed.ts';

/**
 * For what is sent from a tip's page. Where the session has ended meanwhile, or is somebody else's by now, nothing is done,
 * and what was typed is kept for whom the page was made.
 */
export function createForWriters(context: StaffContext, { pageRequest, identify, admit }: Handlers) {
  async function pageOwner(request: PageRequest): Promise<Viewer | null> {
    const page = { mark: markOf(request), tip: tipNumber(request), now: request.now };
    return writerOf(context.database, context.keys.writerMark, page);
  }

  async function keepFor(writer: Viewer | null, typed: Typed): Promise<SeenDraft | null> {
    if (writer === null || isNothing(typed)) return null;
    const kept = await keepDraft(context, writer, typed).catch(asRefusal);
    return kept instanceof Error ? null : kept;
  }

  function refuse(request: PageRequest, signedIn: boolean, kept: SeenDraft | null): void {
    const { response, frame, words } = request;
    if (wantsJson(request)) return void response.status(signedIn ? 409 : 401).json({ draft: kept });
    if (signedIn)
      return sendPage(response, 409, <MessagePage frame={frame} text={words.staff.refused.othersPage} />);
    const next = staffPaths.tip(tipNumber(request), readBack(request));
    response.redirect(303, staffPaths.signIn(next, kept === null ? 'ended' : 'kept'));
  }

  return (act: (request: StaffRequest) => Promise<void>): RequestHandler => {
    const actAs = async (request: PageRequest, identity: Identity, owner: Viewer | null) => {
      // What was typed is there again once they are let in.
      const isShut = identity.factorDue !== null && identity.factorDue <= request.now;
      if (isShut) await keepFor(owner, typedOf(request));
      const admitted = admit(request, identity);
      if (admitted !== null) await act(admitted);
    };
    return async (raw, response) => {
      const [signedIn, request] = [await identify(raw, response), pageRequest(raw, response)];
      const owner = await pageOwner(request);
      if (signedIn !== null && (owner === null || owner.staffId === signedIn.viewer.staffId))
        return actAs(request, signedIn, owner);
      refuse(request, signedIn !== null, await keepFor(owner, typedOf(request)));
    };
  };
}
