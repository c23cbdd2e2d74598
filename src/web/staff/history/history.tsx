import type { Response, Router } from 'express';
import { HistoryPage } from '../../../../views/staff/history/history.tsx';
import { noteDeskEvent } from '../../../history/note-desk-event.ts';
import { staffPaths } from '../../../paths.ts';
import { authorize } from '../../../staff/access.ts';
import { type HistoryEntry, KINDS_BY_PART, listHistory } from '../../../tips/history/list-history.ts';
import { undoableAmong } from '../../../tips/work/many/read-change.ts';
import { rawWord } from '../../../unknown.ts';
import { createRouter } from '../../http/router.ts';
import type { StaffContext } from '../context.ts';
import { type Handlers, type StaffRequest, sendPage, wantsJson } from '../request.ts';
import { BYTE_ORDER_MARK, csvLine } from './csv.ts';
import { filterQuery, readFilter, toQuestion } from './history-question.ts';
import { entryJson } from './json.ts';

/** `/admin/history`: who did what and when, the latest first; and the same as a table for a spreadsheet. */
export const historyRoutes = (context: StaffContext, { forStaff }: Handlers): Router =>
  createRouter()
    .get(
      '/history',
      forStaff(request => sendHistory(context, request)),
    )
    .get(
      '/history.csv',
      forStaff(request => sendCsv(context, request)),
    );

async function sendHistory(context: StaffContext, request: StaffRequest): Promise<void> {
  const { frame, viewer, now, raw, response } = request;
  const { timeZone } = context.settings.newsroom;
  const filter = readFilter(raw.query);
  const { query } = context.database;
  const { entries, isMore } = await listHistory(query, viewer, toQuestion(filter, timeZone));
  const last = isMore ? entries.at(-1) : undefined;
  const next = last === undefined ? null : staffPaths.history(filterQuery(filter, last));
  if (wantsJson(request)) return void response.json({ entries: entries.map(entryJson), next });
  const undoable = await undoableAmong(
    context,
    viewer,
    entries.map(({ event }) => event),
  );
  const props = {
    ...{ frame, viewer, now, timeZone, filter, entries, undoable, next },
    people: await query.selectFrom('staff').select(['email', 'name']).orderBy('email').execute(),
    kinds: KINDS_BY_PART,
    csv: staffPaths.historyCsv(filterQuery(filter)),
  };
  sendPage(response, 200, <HistoryPage {...props} />);
}

const isoOf = (at: number) => new Date(at).toISOString();

const ROWS_AT_ONCE = 1_000;

/** All that is asked for, page by page; that it was taken stands in the history. */
async function sendCsv(context: StaffContext, { viewer, now, raw, response }: StaffRequest): Promise<void> {
  const { database, settings } = context;
  authorize(viewer, 'see history');
  await database.write(trx => noteDeskEvent(trx, { kind: 'history exported', by: viewer.staffId, at: now }));
  const filter = readFilter(raw.query);
  response.attachment('history.csv').type('text/csv; charset=utf-8');
  response.write(BYTE_ORDER_MARK + csvLine(COLUMNS));
  let question = toQuestion(filter, settings.newsroom.timeZone);
  while (!response.destroyed) {
    const { entries, isMore } = await listHistory(database.query, viewer, question, ROWS_AT_ONCE);
    await writeOut(response, entries.map(entry => csvLine(valuesOf(entry))).join(''));
    const after = entries.at(-1);
    if (!isMore || after === undefined) break;
    question = { ...question, after };
  }
  response.end();
}

const COLUMNS = ['id', 'time', 'tip', 'what', 'who', 'about', 'detail', 'file'];

const valuesOf = ({ event, at, tip, kind, by, subject, detail, file }: HistoryEntry) =>
  [event, isoOf(at), tip, rawWord(kind), by, subject, detail, file] as const;

/** Waits while whoever reads it is slower. */
async function writeOut(response: Response, text: string): Promise<void> {
  if (response.write(text)) return;
  await new Promise<void>(resolve => {
    const done = () => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}
