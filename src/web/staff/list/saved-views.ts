import type { Router } from 'express';
import { z } from 'zod';
import { type Faults, Refusal } from '../../../errors.ts';
import { sayEach } from '../../../i18n/reasons.ts';
import { LANGS, wordsOf } from '../../../i18n/words.ts';
import { staffPaths } from '../../../paths.ts';
import { authorize } from '../../../staff/access.ts';
import { fieldsOf, heldQuery } from '../../../tips/list/filter.ts';
import { changeView } from '../../../tips/views/change-view.ts';
import { loadAllViews } from '../../../tips/views/load-views.ts';
import { removeView } from '../../../tips/views/remove-view.ts';
import { saveView } from '../../../tips/views/save-view.ts';
import { isHiddenFrom } from '../../../tips/views/settle-filter.ts';
import type { ListOf } from '../../../tips/views/view-faults.ts';
import { statusOf } from '../../http/refusal.ts';
import { createRouter } from '../../http/router.ts';
import type { StaffContext } from '../context.ts';
import { change, readForm, text, ticked } from '../forms.ts';
import { type Handlers, type StaffRequest, wantsJson } from '../request.ts';
import { readQuestion } from './list-question.ts';
import { settleQuestion } from './settled-question.ts';
import type { SendList } from './told.ts';

/** Lists that have a name: one's own, and those that the desk shares. Their tabs stand on the list. */
export function savedViewRoutes(context: StaffContext, { forStaff }: Handlers, sendList: SendList): Router {
  const unlessFaulty = createUnlessFaulty(sendList);
  return createRouter()
    .get(
      '/views',
      forStaff(request => sendViews(context, request)),
    )
    .post(
      '/views',
      readForm(),
      forStaff(request => unlessFaulty(request, null, () => save(context, request))),
    )
    .post(
      '/views/:view',
      readForm(),
      forStaff(request => unlessFaulty(request, idIn(request), () => changeOne(context, request))),
    )
    .post(
      '/views/:view/removal',
      readForm(),
      forStaff(request => remove(context, request)),
    );
}

async function sendViews(context: StaffContext, request: StaffRequest): Promise<void> {
  const { viewer, response } = request;
  authorize(viewer, 'list tips');
  if (!wantsJson(request)) return response.redirect(303, staffPaths.list());
  const views = await Promise.all(
    (await loadAllViews(context, viewer)).map(async view => ({
      ...{ id: view.id, name: view.name, shared: view.isShared, version: view.version },
      query: (await isHiddenFrom(context, viewer, view)) ? null : String(heldQuery(view)),
    })),
  );
  response.json({ views });
}

/** A name that is too long is told, and not cut. */
const fields = z.object({ name: text(1_000), shared: ticked, query: text(5_000) });

/** So no view is called as one of the desk's own is in either language. */
const reserved = LANGS.flatMap(lang => Object.values(wordsOf(lang).staff.views));

async function save(context: StaffContext, request: StaffRequest): Promise<void> {
  const { viewer, response } = request;
  const { name, shared: isShared, query } = fields.parse(request.raw.body ?? {});
  const list = await listOf(context, request, query);
  const saved = await saveView(context, viewer, { name, list, isShared, reserved });
  if (wantsJson(request)) return void response.status(201).json({ id: saved.id, version: 1 });
  response.redirect(303, staffPaths.list({ view: saved.name, done: 'view-saved' }));
}

/** Without a query it holds what it did. */
async function changeOne(context: StaffContext, request: StaffRequest): Promise<void> {
  const { viewer, response, raw } = request;
  const { name, shared: isShared, query } = fields.parse(raw.body ?? {});
  const { version: seen } = change.parse(raw.body ?? {});
  const list = query === '' ? null : await listOf(context, request, query);
  const { name: kept, version } = await changeView(context, viewer, {
    ...{ id: idIn(request), version: seen, name, list, isShared, reserved },
  });
  if (wantsJson(request)) return void response.json({ version });
  response.redirect(303, staffPaths.list({ view: kept, done: 'view-changed' }));
}

/** Leads to the same list, which can be saved again. */
async function remove(context: StaffContext, request: StaffRequest): Promise<void> {
  const { viewer, response, raw } = request;
  const { version } = change.parse(raw.body ?? {});
  const removed = await removeView(context, viewer, { id: idIn(request), version });
  if (wantsJson(request)) return void response.json({});
  const query = removed.isHidden ? new URLSearchParams() : heldQuery(removed);
  query.set('done', 'view-removed');
  if (!removed.isHidden) query.set('name', removed.name);
  if (!removed.isHidden && removed.isShared) query.set('shared', 'on');
  response.redirect(303, staffPaths.list(query));
}

const idIn = ({ raw }: StaffRequest): string => String(raw.params['view']);

/** @throws {Refusal} with a fault of `query`, where something in it is not known. */
async function listOf(context: StaffContext, { viewer }: StaffRequest, query: string): Promise<ListOf> {
  const asked = readQuestion(fieldsOf(new URLSearchParams(query)));
  const { filter, search = '', wrong } = await settleQuestion(context, viewer, asked);
  const reason = { code: 'filter-unknown' } as const;
  if (wrong.length > 0) throw new Refusal(reason, { faults: { query: reason } });
  return { filter, search };
}

/**
 * What is wrong stands beside its field, on the list that it was sent from; what was typed stays, be the view another by now. `id`: of
 * the view that is changed.
 */
const createUnlessFaulty =
  (sendList: SendList) =>
  async (request: StaffRequest, id: string | null, act: () => Promise<void>): Promise<void> => {
    try {
      await act();
    } catch (error) {
      const refused = error instanceof Refusal ? faultsOf(error) : {};
      if (!(error instanceof Refusal) || Object.keys(refused).length === 0) throw error;
      const { name, shared: isShared } = fields.parse(request.raw.body ?? {});
      const [status, faults] = [statusOf(error), sayEach(refused, request.words)];
      // What was removed meanwhile can be saved anew under this name.
      const changed = error.code === 'view-gone' ? null : id;
      if (!wantsJson(request))
        return sendList(request, { status, view: { id: changed, name, isShared, faults } });
      if (isOfView(error)) throw error;
      request.response.status(status).json({ errors: faults });
    }
  };

/** It is no fault of what was typed, and told beside it. */
const isOfView = ({ code }: Refusal): boolean => code === 'view-stale' || code === 'view-gone';

const faultsOf = (refused: Refusal): Faults =>
  isOfView(refused) ? { name: refused.reason } : refused.faults;
