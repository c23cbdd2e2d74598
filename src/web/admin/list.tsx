import { Router } from 'express';
import { z } from 'zod';
import { ListPage, type ListProps } from '../../../views/admin/list.tsx';
import { type ListQuestion, listTips, type ListPage as Page } from '../../tips/list.ts';
import { findTipByReceipt } from '../../tips/receipt.ts';
import type { AdminDeps } from './deps.ts';
import { maybeNumber, readForm, text } from './forms.ts';
import { type StaffVisit, sendPage, type Visits } from './visit.ts';
import { readWarnings } from './warnings.ts';

const question = z.object({
  q: text(200),
  before: maybeNumber,
  after: maybeNumber,
  done: z.enum(['retried', 'tested']).nullable().catch(null),
  at: maybeNumber,
});

/** For so long after a retry, mail that is stuck is not told of; a later reload tells it again. Milliseconds. */
const RETRY_TAKES = 30_000;

const receiptField = z.object({ receipt: text(200) });

/** `/admin`, and the receipt box that stands there. */
export function listRoutes(deps: AdminDeps, { forStaff }: Visits): Router {
  async function findByReceipt(visit: StaffVisit): Promise<void> {
    const { receipt } = receiptField.parse(visit.request.body ?? {});
    const number = await findTipByReceipt(deps.desk, visit.viewer, receipt);
    if (number === null) await sendList(deps, visit, 404, receipt);
    else visit.response.redirect(303, `/admin/tips/${number}`);
  }

  return Router()
    .get(
      '/',
      forStaff(visit => sendList(deps, visit, 200, null)),
    )
    .post('/receipt', readForm(), forStaff(findByReceipt));
}

async function sendList(deps: AdminDeps, visit: StaffVisit, status: number, unknownReceipt: string | null) {
  const { frame, viewer, now, request, response } = visit;
  const { q, before, after, done, at = 0 } = question.parse(request.query);
  const search = q.trim();
  const edge = { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
  const { newsroom, smtpUrl } = deps.settings;
  const props: ListProps = {
    ...{ frame, viewer, now, search, unknownReceipt },
    ...(await pageOf(deps, visit, { search, ...edge })),
    done: done === 'retried' && now - at > RETRY_TAKES ? null : done,
    timeZone: newsroom.timeZone,
    mail: { keptAsFiles: smtpUrl === null, health: await deps.outbox.mailHealth() },
    warnings: await readWarnings(deps),
  };
  sendPage(response, status, <ListPage {...props} />);
}

/** Where the newer ones do not fill a page, the first page is what is meant. */
async function pageOf({ desk }: AdminDeps, { viewer }: StaffVisit, asked: ListQuestion): Promise<Page> {
  const page = await listTips(desk, viewer, asked);
  if (asked.after === undefined || page.newer) return page;
  return listTips(desk, viewer, asked.search === undefined ? {} : { search: asked.search });
}
