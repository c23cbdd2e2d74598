import type { Router } from 'express';
import { OwnHistoryPage } from '../../../../views/staff/history/own-history.tsx';
import { staffPaths } from '../../../paths.ts';
import { listOwnHistory } from '../../../tips/history/list-history.ts';
import { undoableAmong } from '../../../tips/work/many/read-change.ts';
import { createRouter } from '../../http/router.ts';
import type { StaffContext } from '../context.ts';
import { type Handlers, type StaffRequest, sendPage, wantsJson } from '../request.ts';
import { filterQuery, readFilter } from './history-question.ts';
import { entryJson } from './json.ts';

/** `/admin/account/history`: what somebody has done themselves, whatever their role. */
export const ownHistoryRoutes = (context: StaffContext, { forStaff }: Handlers): Router =>
  createRouter().get(
    '/account/history',
    forStaff(request => sendOwn(context, request)),
  );

async function sendOwn(context: StaffContext, request: StaffRequest): Promise<void> {
  const { database, settings } = context;
  const { frame, viewer, now, raw, response } = request;
  const { after } = readFilter(raw.query);
  const { entries, isMore } = await listOwnHistory(database.query, viewer, after);
  const last = isMore ? entries.at(-1) : undefined;
  const next = last === undefined ? null : staffPaths.ownHistory(filterQuery({}, last));
  if (wantsJson(request)) return void response.json({ entries: entries.map(entryJson), next });
  const { timeZone } = settings.newsroom;
  const undoable = await undoableAmong(
    context,
    viewer,
    entries.map(({ event }) => event),
  );
  const props = { frame, viewer, now, timeZone, entries, undoable, next, isFirst: after === undefined };
  sendPage(response, 200, <OwnHistoryPage {...props} />);
}
