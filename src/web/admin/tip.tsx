import { Router } from 'express';
import { z } from 'zod';
import type { Say } from '../../i18n/words.ts';
import { addNote } from '../../tips/note.ts';
import { closeTip, openTip, reopenTip } from '../../tips/state.ts';
import { clean, isLongerThan } from '../../tips/text.ts';
import type { AdminDeps } from './deps.ts';
import { change, NOTE_LIMIT, readForm, tipNumber } from './forms.ts';
import { changeTip, sendTip } from './tip-page.tsx';
import type { StaffVisit, Visits } from './visit.ts';

const noteField = z.object({ body: z.string().catch('').transform(clean) });

const changes = { opening: openTip, closure: closeTip, reopening: reopenTip } as const;

/** `/admin/tips/NUMBER`, its changes of state and its notes. */
export function tipRoutes(deps: AdminDeps, { forStaff }: Visits): Router {
  const router = Router()
    .get(
      '/tips/:number',
      forStaff(visit => sendTip(deps, visit, 200)),
    )
    .post(
      '/tips/:number/notes',
      readForm(),
      forStaff(visit => note(deps, visit)),
    );
  for (const [name, makeChange] of Object.entries(changes)) {
    const act = (visit: StaffVisit) => {
      const { version } = change.parse(visit.request.body ?? {});
      const number = tipNumber(visit.request);
      return changeTip(deps, visit, () => makeChange(deps.desk, visit.viewer, { number, version }));
    };
    router.post(`/tips/:number/${name}`, readForm(), forStaff(act));
  }
  return router;
}

async function note(deps: AdminDeps, visit: StaffVisit): Promise<void> {
  const { body } = noteField.parse(visit.request.body ?? {});
  const fault = faultOfNote(body);
  if (fault !== null) return sendTip(deps, visit, 422, { note: { typed: body, fault } });
  const number = tipNumber(visit.request);
  await addNote(deps.desk, visit.viewer, { number, body });
  visit.response.redirect(303, `/admin/tips/${number}#notes`);
}

function faultOfNote(body: string): Say | null {
  if (body.trim() === '') return words => words.desk.tip.noteEmpty;
  return isLongerThan(body, NOTE_LIMIT) ? words => words.desk.tip.noteTooLong(NOTE_LIMIT) : null;
}
