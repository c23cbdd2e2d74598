import { z } from 'zod';
import type { Faults } from '../../../../errors.ts';
import { staffPaths } from '../../../../paths.ts';
import { IMPORTANCES } from '../../../../tips/importance.ts';
import { clean, isBlank } from '../../../../tips/text.ts';
import type { TypedBeside } from '../../../../tips/typed-beside.ts';
import { changeImportance } from '../../../../tips/work/importance.ts';
import { assignTip } from '../../../../tips/work/people/assign.ts';
import { forwardTip } from '../../../../tips/work/people/forward.ts';
import { changeReminder } from '../../../../tips/work/remind.ts';
import type { StaffContext } from '../../context.ts';
import { change, tipNumber } from '../../forms.ts';
import { readBack } from '../../list/list-question.ts';
import { type StaffRequest, wantsJson } from '../../request.ts';
import { placeIfLeft } from '../bar/place.ts';
import { faultsIn, faultsOfNote, hasAny } from '../faults.ts';
import { actOrTell, changeTip, sendFaults } from '../tip-page.tsx';
import { keepTyped, typedOf, without, withoutNote } from '../typed.ts';

type Act = (context: StaffContext, request: StaffRequest) => Promise<void>;

/** What says who works on a tip and when, by where it is posted to. */
export const WORK: Readonly<Record<string, Act>> = { assignment, importance, reminder, forwarding };

const line = z.string().transform(typed => clean(typed).trim());
const body = z.record(z.string(), z.unknown()).catch({});

/** A tip's page is one form: what is no button's bears there the name of its change before its own. */
function fieldOf({ raw }: StaffRequest, path: string, name: string): string | undefined {
  const sent = body.parse({ ...(raw.body ?? {}) });
  return line.safeParse(sent[name] ?? sent[`${path}_${name}`]).data;
}

const tipOf = (request: StaffRequest) => ({
  number: tipNumber(request),
  ...change.parse(request.raw.body ?? {}),
});

/** What is wrong with what was chosen is told beside it, with all that was typed. */
async function changeOrTell(
  context: StaffContext,
  request: StaffRequest,
  act: () => Promise<number | null>,
  done: keyof TypedBeside | null,
  leadsTo?: () => string | Promise<string>,
): Promise<void> {
  const typed = typedOf(request);
  await keepTyped(context, request, done === null ? typed : without(typed, done));
  await actOrTell(context, request, () => changeTip(context, request, act, leadsTo));
}

/** `to`: an e-mail, `me`, or empty. When it leaves the list by that, the next one is shown. */
async function assignment(context: StaffContext, request: StaffRequest): Promise<void> {
  const { viewer } = request;
  const [typed, back] = [fieldOf(request, 'assignment', 'to') ?? '?', readBack(request)];
  const to = typed === 'me' ? viewer.email : typed || null;
  const place = await placeIfLeft(context, request, 'assigned');
  let isSeen = true;
  const act = async () => {
    const assigned = await assignTip(context, viewer, { ...tipOf(request), to });
    isSeen = assigned.isSeen;
    return assigned.version;
  };
  await changeOrTell(context, request, act, 'assignment_to', () =>
    // Who takes it goes on with it.
    to === viewer.email ? staffPaths.tip(tipNumber(request), back) : place(isSeen),
  );
}

const importances = new Map(IMPORTANCES.map(one => [String(one), one]));

async function importance(context: StaffContext, request: StaffRequest): Promise<void> {
  const chosen = importances.get(fieldOf(request, 'importance', 'importance') ?? '');
  if (chosen === undefined)
    return sendFaults(context, request, { importance: { code: 'importance-unknown' } });
  const act = () => changeImportance(context, request.viewer, { ...tipOf(request), importance: chosen });
  await changeOrTell(context, request, act, null);
}

/** `on`: a day, or empty. One that is missing or sent twice is no day. */
async function reminder(context: StaffContext, request: StaffRequest): Promise<void> {
  const on = fieldOf(request, 'reminder', 'on') ?? '?';
  const act = () => changeReminder(context, request.viewer, { ...tipOf(request), on: on || null });
  await changeOrTell(context, request, act, 'reminder_on');
}

/** What goes along, whole: another program's `note`, or what stands in the field of the page. */
const noteField = z.object({ note: z.string().transform(clean).optional().catch(undefined) });

/** `to`: a colleague's e-mail. */
async function forwarding(context: StaffContext, request: StaffRequest): Promise<void> {
  const { note: said } = noteField.parse(request.raw.body ?? {});
  const typed = said === undefined ? typedOf(request) : { number: tipNumber(request), body: said };
  const note = isBlank(typed.body) ? null : typed;
  const faults = note === null ? {} : faultsOfNote(note.body);
  if (hasAny(faults)) return sendFaults(context, request, faults);
  const to = fieldOf(request, 'forwarding', 'to') ?? '';
  const all = typedOf(request);
  const act = async () => {
    const version = await forwardTip(context, request.viewer, { ...tipOf(request), to, note });
    if (said === undefined) await keepTyped(context, request, withoutNote(without(all, 'forwarding_to')));
    return version;
  };
  await keepTyped(context, request, all);
  await actOrTell(
    context,
    request,
    () => changeTip(context, request, act),
    error => onPage(request, faultsIn(error)),
  );
}

/** The page has another field for who works on it. */
function onPage(request: StaffRequest, faults: Faults | null): Faults | null {
  if (faults === null || wantsJson(request)) return faults;
  const { to, ...others } = faults;
  return to === undefined ? others : { ...others, forwarding: to };
}
