import type { Router } from 'express';
import { z } from 'zod';
import { LiveRows } from '../../../../views/staff/live/live-rows.tsx';
import { authorize, authorizeFor, type Viewer } from '../../../staff/access.ts';
import { countViews } from '../../../tips/list/count-views.ts';
import { wholeSearch } from '../../../tips/list/filter.ts';
import { listTips } from '../../../tips/list/list.ts';
import { rowsNow } from '../../../tips/list/live.ts';
import { loadFacts } from '../../../tips/read/load-facts.ts';
import { loadViews } from '../../../tips/views/load-views.ts';
import { createRouter } from '../../http/router.ts';
import type { StaffContext } from '../context.ts';
import { number, readForm, text, ticked, tipNumber } from '../forms.ts';
import { listBar } from '../list/list-bar.ts';
import { liveAddresses, readQuestion } from '../list/list-question.ts';
import { settleQuestion } from '../list/settled-question.ts';
import { type Handlers, type StaffRequest, sendPage } from '../request.ts';

/** What a page that stands open asks by itself. None of it keeps a session from ending. */
export function liveRoutes(context: StaffContext, { forStaff, identify }: Handlers): Router {
  async function listen(request: StaffRequest): Promise<void> {
    const { raw, response, viewer } = request;
    authorize(viewer, 'list tips');
    context.live.open(request, async (): Promise<Viewer | null> => {
      // As before each page: a newer version may have other rules of who sees what.
      if (!context.life.isFresh()) await context.life.confirm();
      const identity = await identify(raw, response);
      if (identity === null) return null;
      const { factorDue } = identity;
      return factorDue === null || factorDue > context.clock() ? identity.viewer : null;
    });
  }

  return createRouter()
    .get('/live', forStaff(listen))
    .get(
      '/live/list',
      forStaff(request => sendChanged(context, request)),
    )
    .post(
      '/tips/:number/presence',
      readForm(),
      forStaff(request => notePresence(context, request)),
    );
}

/** `rows`: what stands in the list; `drawn`: when that was made, by the server's clock. */
const drawn = z.object({
  drawn: number.catch(0),
  rows: text(1_000).transform(typed =>
    typed
      .split(',')
      .filter(row => /^\d{1,15}$/.test(row))
      .map(Number),
  ),
});

/** What was received before the list was read may have been kept after it: so long before. Milliseconds. */
const KEPT_WITHIN = 10_000;

/** What has come to the list since it was drawn, and what its rows say by now. What is searched for is not searched again. */
async function sendChanged(context: StaffContext, request: StaffRequest): Promise<void> {
  const { raw, viewer, frame, response } = request;
  authorize(viewer, 'list tips');
  const { drawn: since, rows } = drawn.parse(raw.query);
  const saved = await loadViews(context, viewer);
  const {
    before: _before,
    after: _after,
    ...asked
  } = await settleQuestion(context, viewer, readQuestion(raw.query), saved);
  const isSearch = wholeSearch(asked.filter, asked.search) !== '';
  const first = isSearch ? null : await listTips(context, viewer, asked);
  const came =
    first?.rows.filter(row => row.receivedAt > since - KEPT_WITHIN && !rows.includes(row.number)) ?? [];
  const props = {
    ...{ frame, list: liveAddresses(asked).list, came: came.length },
    isMore: first !== null && came.length === first.rows.length && first.older,
    tabs: listBar({
      ...{ filter: asked.filter, search: asked.search ?? '', saved, viewer },
      counts: await countViews(context, viewer, saved),
    }).tabs,
    rows: await rowsNow(context, viewer, rows),
  };
  sendPage(response, 200, <LiveRows {...props} />);
}

/** `page`: made by chance for each that is opened. */
const look = z.object({ page: z.string().regex(/^[\w-]{8,40}$/), gone: ticked });

/** Somebody looks at this tip, or does no longer. Nothing of it is kept. */
async function notePresence({ database, live }: StaffContext, request: StaffRequest): Promise<void> {
  const { raw, viewer, response } = request;
  const tip = tipNumber(request);
  authorizeFor(viewer, 'see', await loadFacts(database.query, tip));
  const { data } = look.safeParse(raw.body ?? {});
  if (data !== undefined)
    live.presence[data.gone ? 'gone' : 'here']({ tip, staffId: viewer.staffId, page: data.page });
  response.status(204).end();
}
