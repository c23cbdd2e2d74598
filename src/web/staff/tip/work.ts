import { z } from 'zod';
import { Refusal } from '../../../errors.ts';
import { staffPaths } from '../../../paths.ts';
import { IMPORTANCES } from '../../../tips/importance.ts';
import { clean } from '../../../tips/text.ts';
import { assignTip } from '../../../tips/work/assign.ts';
import { changeImportance } from '../../../tips/work/importance.ts';
import { changeReminder } from '../../../tips/work/remind.ts';
import type { StaffContext } from '../context.ts';
import { change, tipNumber } from '../forms.ts';
import { readBack } from '../list/list-question.ts';
import type { StaffRequest } from '../request.ts';
import { changeTip, sendFaults } from './tip-page.tsx';
import { keepTyped, typedOf } from './typed.ts';

type Act = (context: StaffContext, request: StaffRequest) => Promise<void>;

/** What says who works on a tip and when, by where it is posted to. */
export const WORK: Readonly<Record<string, Act>> = { assignment, importance, reminder };

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
  leadsTo?: () => string,
): Promise<void> {
  await keepTyped(context, request, typedOf(request));
  try {
    await changeTip(context, request, act, leadsTo);
  } catch (error) {
    if (!(error instanceof Refusal) || Object.keys(error.faults).length === 0) throw error;
    await sendFaults(context, request, error.faults);
  }
}

/** `to`: an e-mail, `me`, or empty. Who does not see the tip any more is led to the list. */
async function assignment(context: StaffContext, request: StaffRequest): Promise<void> {
  const { viewer } = request;
  const [typed, back] = [fieldOf(request, 'assignment', 'to') ?? '?', readBack(request)];
  const to = typed === 'me' ? viewer.email : typed || null;
  let isSeen = true;
  const act = async () => {
    const assigned = await assignTip(context, viewer, { ...tipOf(request), to });
    isSeen = assigned.isSeen;
    return assigned.version;
  };
  await changeOrTell(context, request, act, () =>
    isSeen ? staffPaths.tip(tipNumber(request), back) : staffPaths.list(back),
  );
}

const importances = new Map(IMPORTANCES.map(one => [String(one), one]));

async function importance(context: StaffContext, request: StaffRequest): Promise<void> {
  const chosen = importances.get(fieldOf(request, 'importance', 'importance') ?? '');
  if (chosen === undefined)
    return sendFaults(context, request, { importance: { code: 'importance-unknown' } });
  await changeOrTell(context, request, () =>
    changeImportance(context, request.viewer, { ...tipOf(request), importance: chosen }),
  );
}

/** `on`: a day, or empty. One that is missing or sent twice is no day. */
async function reminder(context: StaffContext, request: StaffRequest): Promise<void> {
  const on = fieldOf(request, 'reminder', 'on') ?? '?';
  await changeOrTell(context, request, () =>
    changeReminder(context, request.viewer, { ...tipOf(request), on: on || null }),
  );
}
