import type { Router } from 'express';
import { z } from 'zod';
import { ListPage, type ListProps } from '../../../../views/staff/list/list.tsx';
import type { Faults } from '../../../errors.ts';
import { noteDeskEvent } from '../../../history/note-desk-event.ts';
import { sayEach } from '../../../i18n/reasons.ts';
import { enqueueTestMail, giveUpTestMail } from '../../../mail/enqueue-test-mail.ts';
import { readerPaths, staffPaths } from '../../../paths.ts';
import { markedPieces } from '../../../search/match.ts';
import { authorize } from '../../../staff/access.ts';
import { listNames } from '../../../staff/accounts/list-accounts.ts';
import { findTipByReceipt } from '../../../tips/intake/receipt.ts';
import { countViews } from '../../../tips/list/count-views.ts';
import { listTips, type ListPage as Page } from '../../../tips/list/list.ts';
import { whileWanted } from '../../../tips/list/pace.ts';
import { loadTopics } from '../../../tips/topics/topic.ts';
import { tipsWithDrafts } from '../../../tips/work/notes/drafts.ts';
import { createRouter } from '../../http/router.ts';
import type { StaffContext } from '../context.ts';
import { maybeNumber, readForm, text } from '../forms.ts';
import { listJson } from '../json.ts';
import { type Handlers, type StaffRequest, sendPage, wantsJson } from '../request.ts';
import { listBar } from './list-bar.ts';
import { type AskedList, backTo, liveAddresses, neighbours, readQuestion } from './list-question.ts';
import { readMailState, readWarnings } from './warnings.ts';

const notice = z.object({
  done: z.enum(['retried', 'tested', 'closed', 'assigned', 'moved']).nullable().catch(null),
  at: maybeNumber,
});

/** For so long after a retry, stuck mail is not shown; a later reload shows it again. Milliseconds. */
const RETRY_TAKES = 30_000;

const receiptField = z.object({ receipt: text(200) });

/** `/admin`, with its receipt box and its buttons for mail: try again what is stuck, and send a test. */
export function listRoutes(context: StaffContext, { forStaff }: Handlers): Router {
  async function findByReceipt(request: StaffRequest): Promise<void> {
    const { receipt } = receiptField.parse(request.raw.body ?? {});
    const number = await findTipByReceipt(context, request.viewer, receipt);
    const { response, words } = request;
    if (number !== null) return response.redirect(303, staffPaths.tip(number));
    if (!wantsJson(request)) return sendList(context, request, 404, receipt);
    response.status(404).json({ errors: { receipt: words.staff.list.unknownReceipt } });
  }

  return createRouter()
    .get(
      '/',
      forStaff(request => sendList(context, request, 200, null)),
    )
    .post('/receipt', readForm(), forStaff(findByReceipt))
    .post(
      '/mail/retry',
      forStaff(async ({ response, now, viewer }) => {
        authorize(viewer, 'retry mail');
        await context.jobs.retry();
        await context.database.write(trx =>
          noteDeskEvent(trx, { kind: 'mail retried', by: viewer.staffId, at: now }),
        );
        response.redirect(303, staffPaths.list({ done: 'retried', at: String(now) }));
      }),
    )
    .post(
      '/mail/test',
      forStaff(async ({ response, viewer }) => {
        await enqueueTestMail(context, viewer);
        response.redirect(303, staffPaths.list({ done: 'tested' }));
      }),
    )
    .post(
      '/mail/test/give-up',
      forStaff(async ({ response, viewer }) => {
        await giveUpTestMail(context, viewer);
        response.redirect(303, staffPaths.list());
      }),
    );
}

async function sendList(
  context: StaffContext,
  request: StaffRequest,
  status: number,
  unknownReceipt: string | null,
) {
  const { frame, viewer, now, raw, response } = request;
  const { done, at = 0 } = notice.parse(raw.query);
  const asked = readQuestion(raw.query);
  const { newsroom, smtpUrl, publicUrl } = context.settings;
  if (wantsJson(request) && asked.wrong.length > 0) return refuseFilter(request, asked);
  const [page, counts] = await Promise.all([pageOf(context, request, asked), countViews(context, viewer)]);
  const { found, searchMark } = page;
  if (wantsJson(request)) return void response.status(status).json(listJson(page, asked, counts));
  const { query } = context.database;
  const [topics, people, drafts, mail, warnings] = await Promise.all([
    loadTopics(query),
    listNames(query),
    tipsWithDrafts(context, viewer),
    readMailState(context, viewer),
    readWarnings(context, viewer),
  ]);
  const props: ListProps = {
    ...{ frame, viewer, now, unknownReceipt, search: asked.search ?? '' },
    // Whoever comes back to a search has not searched anew.
    back: backTo({ ...asked, ...(searchMark !== null && { searchMark }) }),
    ...page,
    ...neighbours(page, asked),
    live: liveAddresses(asked),
    topics,
    people,
    ...{ filter: asked.filter, wrong: asked.wrong },
    bar: listBar(asked.filter, asked.search ?? '', counts),
    isEmpty: counts.get('all') === 0,
    mark: found && (text => markedPieces(text, found.search)),
    drafts,
    done: done === 'retried' && now - at > RETRY_TAKES ? null : done,
    timeZone: newsroom.timeZone,
    mail: { keptAsFiles: smtpUrl === null, ...mail },
    warnings,
    formUrl: `${publicUrl}${readerPaths.form}`,
  };
  sendPage(response, status, <ListPage {...props} />);
}

/** A program must not take more for what it asked for. */
function refuseFilter({ response, words }: StaffRequest, { wrong }: AskedList): void {
  const faults: Faults = Object.fromEntries(wrong.map(field => [field, { code: 'filter-unknown' }]));
  response.status(422).json({ errors: sayEach(faults, words) });
}

/** Where the newer ones do not fill a page, the first page is what is meant. */
async function pageOf(
  context: StaffContext,
  { viewer, response }: StaffRequest,
  asked: AskedList,
): Promise<Page> {
  const pace = whileWanted(context.searchPace, () => !response.closed);
  const page = await listTips(context, viewer, asked, pace);
  if (asked.after === undefined || page.newer) return page;
  const { before: _before, after: _after, ...first } = asked;
  const { searchMark } = page;
  return listTips(context, viewer, { ...first, ...(searchMark !== null && { searchMark }) }, pace);
}
