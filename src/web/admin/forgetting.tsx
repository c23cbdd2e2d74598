import { Router } from 'express';
import { ForgetPage } from '../../../views/admin/forget.tsx';
import { forgetTip } from '../../tips/forget.ts';
import { readTip } from '../../tips/read.ts';
import type { AdminDeps } from './deps.ts';
import { change, readForm, ticked, tipNumber } from './forms.ts';
import { changeTip } from './tip-page.tsx';
import { type StaffVisit, sendPage, type Visits } from './visit.ts';

const fields = change.extend({ confirmed: ticked });

/** `/admin/tips/NUMBER/forgetting`: asks in words, and forgets once the box is ticked. */
export function forgettingRoutes(deps: AdminDeps, { forStaff }: Visits): Router {
  const { desk } = deps;

  async function ask({ request, response, frame, viewer }: StaffVisit, status: number): Promise<void> {
    const number = tipNumber(request);
    const { tip, notes } = await readTip(desk, viewer, number);
    if (!tip.kept) return response.redirect(303, `/admin/tips/${number}`);
    const props = { frame, viewer, tip, notes: notes.length, notConfirmed: status !== 200 };
    sendPage(response, status, <ForgetPage {...props} />);
  }

  async function forget(visit: StaffVisit): Promise<void> {
    const { version, confirmed } = fields.parse(visit.request.body ?? {});
    if (!confirmed) return ask(visit, 422);
    const number = tipNumber(visit.request);
    await changeTip(deps, visit, () => forgetTip(desk, visit.viewer, { number, version }));
  }

  const path = '/tips/:number/forgetting';
  return Router()
    .get(
      path,
      forStaff(visit => ask(visit, 200)),
    )
    .post(path, readForm(), forStaff(forget));
}
