import type { Router } from 'express';
import { z } from 'zod';
import { SettingsPage, type SettingsProps } from '../../../../views/staff/settings/settings.tsx';
import { deskConfigWith } from '../../../config/desk-config.ts';
import { Refusal } from '../../../errors.ts';
import { say, sayEach } from '../../../i18n/reasons.ts';
import { staffPaths } from '../../../paths.ts';
import { authorize } from '../../../staff/access.ts';
import {
  changeSettings,
  changesIn,
  faultsOfChanges,
  shownSettings,
} from '../../../staff/settings/change-settings.ts';
import { asRefusal, statusOf } from '../../http/refusal.ts';
import { createRouter } from '../../http/router.ts';
import type { StaffContext } from '../context.ts';
import { readForm } from '../forms.ts';
import { type Handlers, type StaffRequest, sendPage, wantsJson } from '../request.ts';
import { toField } from './setting-field.ts';
import { readTyped, type TypedSettings } from './typed-settings.ts';

const notice = z.object({ done: z.literal('saved').nullable().catch(null) });
const wayBack = z.object({ back: z.literal('welcome').optional().catch(undefined) });

/** `/admin/settings`, and as readers would see it. */
export const settingsRoutes = (
  context: StaffContext,
  { forStaff }: Handlers,
  forConfirmed: Handlers['forStaff'],
): Router =>
  createRouter()
    .get(
      '/settings',
      forStaff(async request => {
        authorize(request.viewer, 'change settings');
        const { done } = notice.parse(request.raw.query);
        sendSettings(context, request, { status: 200, told: done, typed: {}, faults: {} });
      }),
    )
    .post(
      '/settings',
      readForm(),
      forConfirmed(request => save(context, request)),
    )
    .post(
      '/settings/preview',
      readForm(),
      forStaff(request => preview(context, request)),
    );

async function save(context: StaffContext, request: StaffRequest): Promise<void> {
  const { raw, response, viewer, now, words } = request;
  const { seen, typed } = readTyped(raw.body);
  const saved = await changeSettings(context, viewer, { seen, typed, now }).catch(asRefusal);
  if (!(saved instanceof Refusal)) {
    if (wantsJson(request)) return void response.json({ version: saved });
    const { back } = wayBack.parse(raw.body ?? {});
    const done = { done: 'saved' };
    return response.redirect(303, back === undefined ? staffPaths.settings(done) : staffPaths.welcome(done));
  }
  const isStale = saved.code === 'stale';
  const faults = sayEach(saved.faults, words);
  if (!isStale && Object.keys(faults).length === 0) throw saved;
  if (wantsJson(request))
    return void response
      .status(statusOf(saved))
      .json({ errors: isStale ? { form: say(saved.reason, words) } : faults });
  sendSettings(context, request, {
    status: statusOf(saved),
    told: isStale ? 'stale' : 'faults',
    typed,
    faults,
  });
}

type Answer = Pick<SettingsProps, 'told'> &
  Pick<TypedSettings, 'typed'> & { status: number; faults: Readonly<Record<string, string>> };

function sendSettings(
  context: StaffContext,
  request: StaffRequest,
  { status, told, typed, faults }: Answer,
): void {
  const { frame, viewer, response } = request;
  const { version } = context.liveSettings.kept();
  const shown = shownSettings(context);
  if (wantsJson(request)) {
    const all = shown.map(({ name, value, isFixed }) => [name, { value, fixed: isFixed }]);
    return void response.json({ version, settings: Object.fromEntries(all) });
  }
  const fields = shown.map(setting => {
    const { name, value, isFixed } = setting;
    const own = isFixed ? undefined : typed[name];
    const isOther = told === 'stale' && own !== undefined && own !== value;
    return toField(
      { ...setting, value: own ?? value },
      { fault: faults[name], now: isOther ? value : undefined },
    );
  });
  sendPage(response, status, <SettingsPage {...{ frame, viewer, version, fields, told }} />);
}

/** What is wrong in what was typed is shown as it is now. The browser lets the page do nothing: no tip is sent by it. */
async function preview(context: StaffContext, { raw, response, viewer, frame }: StaffRequest): Promise<void> {
  authorize(viewer, 'change settings');
  const { typed } = readTyped(raw.body);
  const changes = changesIn(context, typed);
  const faults = faultsOfChanges(changes);
  const right = changes.filter(({ name }) => faults[name] === undefined);
  const chosen = Object.fromEntries(right.map(({ name, value }) => [name, value]));
  const { values } = context.liveSettings.kept();
  const desk = deskConfigWith({ ...values, ...chosen }, context.settings.given);
  const policy = response.get('Content-Security-Policy');
  response.set('Content-Security-Policy', `${policy}; sandbox`);
  response.type('html').send(await context.readerForm(desk, frame.lang));
}
