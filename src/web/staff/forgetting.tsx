import type { Router } from 'express';
import { ForgetPage } from '../../../views/staff/forgetting.tsx';
import { Refusal } from '../../errors.ts';
import { staffPaths } from '../../paths.ts';
import { authorizeFor } from '../../staff/access.ts';
import { forgetTip } from '../../tips/end/forget.ts';
import { readTip } from '../../tips/read/read-tip.ts';
import { createRouter } from '../http/router.ts';
import type { StaffContext } from './context.ts';
import { change, readForm, ticked, tipNumber } from './forms.ts';
import { readBack } from './list/list-question.ts';
import { type Handlers, type StaffRequest, sendPage, wantsJson } from './request.ts';
import { changeTip } from './tip/tip-page.tsx';

const fields = change.extend({ confirmed: ticked });

/** `/admin/tips/NUMBER/forgetting`: asks in words, and forgets once the box is ticked. */
export function forgettingRoutes(
  context: StaffContext,
  { forStaff }: Handlers,
  forConfirmed: Handlers['forStaff'],
): Router {
  async function ask(request: StaffRequest, status: number): Promise<void> {
    const { response, frame, viewer } = request;
    const number = tipNumber(request);
    const { tip, contacts, facts, notes, hold } = await readTip(context, viewer, number);
    authorizeFor(viewer, 'forget', facts);
    if (hold !== null) throw new Refusal({ code: 'held' });
    if (!tip.kept) return response.redirect(303, staffPaths.tip(number, readBack(request)));
    const props = {
      frame,
      viewer,
      tip,
      back: readBack(request),
      contacts: contacts.ways.length,
      notes: notes.length,
      notConfirmed: status !== 200,
    };
    sendPage(response, status, <ForgetPage {...props} />);
  }

  async function forget(request: StaffRequest): Promise<void> {
    const { version, confirmed } = fields.parse(request.raw.body ?? {});
    if (!confirmed && wantsJson(request)) {
      const errors = { confirmed: request.words.staff.forget.confirmFirst };
      return void request.response.status(422).json({ errors });
    }
    if (!confirmed) return ask(request, 422);
    const number = tipNumber(request);
    await changeTip(context, request, async () => {
      await forgetTip(context, request.viewer, { number, version });
      return version + 1;
    });
  }

  const path = '/tips/:number/forgetting';
  return createRouter()
    .get(
      path,
      forStaff(request => ask(request, 200)),
    )
    .post(path, readForm(), forConfirmed(forget));
}
