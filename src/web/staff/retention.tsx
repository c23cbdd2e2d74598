import type { Router } from 'express';
import { z } from 'zod';
import { type RetentionList, RetentionPage } from '../../../views/staff/retention.tsx';
import { staffPaths } from '../../paths.ts';
import {
  countGoing,
  type GoingAfter,
  type GoingTip,
  type HeldTip,
  listGoing,
  listHeld,
} from '../../tips/end/going.ts';
import { createRouter } from '../http/router.ts';
import type { StaffContext } from './context.ts';
import { maybeNumber } from './forms.ts';
import { type Handlers, type StaffRequest, sendPage, wantsJson } from './request.ts';

/** What is wrong in it is not asked. */
const question = z.object({
  view: z.enum(['going', 'held']).catch('going'),
  /** The last that was seen: when its time is over, and its number. */
  after: z
    .string()
    .regex(/^\d{1,15}-\d{1,15}$/)
    .transform(value => value.split('-').map(Number))
    .transform(([due = 0, number = 0]): GoingAfter => ({ due, number }))
    .optional()
    .catch(undefined),
  before: maybeNumber,
});
type Question = z.infer<typeof question>;

/** `/admin/retention`: what goes by itself in the next thirty days; with `view=held`, what is held. */
export const retentionRoutes = (context: StaffContext, { forStaff }: Handlers): Router =>
  createRouter().get(
    '/retention',
    forStaff(request => sendRetention(context, request)),
  );

async function sendRetention(context: StaffContext, request: StaffRequest): Promise<void> {
  const { frame, viewer, now, raw, response } = request;
  const asked = question.parse(raw.query);
  const { list, next } = await read(context, request, asked);
  const counts = await countGoing(context, viewer);
  if (wantsJson(request)) return void response.json({ tips: list.tips.map(toJson), next, counts });
  const props = {
    ...{ frame, viewer, now, list, counts, next },
    timeZone: context.settings.newsroom.timeZone,
    isFirst: asked.after === undefined && asked.before === undefined,
  };
  sendPage(response, 200, <RetentionPage {...props} />);
}

async function read(
  context: StaffContext,
  { viewer }: StaffRequest,
  { view, after, before }: Question,
): Promise<{ list: RetentionList; next: string | null }> {
  if (view === 'held') {
    const { tips, isMore } = await listHeld(context, viewer, before);
    const last = isMore ? tips.at(-1) : undefined;
    const next = last && staffPaths.retention({ view, before: String(last.number) });
    return { list: { view, tips }, next: next ?? null };
  }
  const { tips, isMore } = await listGoing(context, viewer, after);
  const last = isMore ? tips.at(-1) : undefined;
  const next = last && staffPaths.retention({ after: `${last.due}-${last.number}` });
  return { list: { view, tips }, next: next ?? null };
}

function toJson(tip: GoingTip | HeldTip) {
  const { number, headline } = tip;
  const shown = { number, headline, due_at: isoOf(tip.due) };
  if ('hold' in tip)
    return { ...shown, held_at: isoOf(tip.hold.at), held_by: tip.hold.by.email, reason: tip.hold.reason };
  return { ...shown, goes_at: isoOf(tip.goes), told_at: isoOf(tip.told), rule: tip.rule };
}

const isoOf = (at: number | null) => (at === null ? null : new Date(at).toISOString());
