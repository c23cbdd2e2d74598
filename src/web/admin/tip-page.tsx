import { TipPage } from '../../../views/admin/tip.tsx';
import { Refusal } from '../../errors.ts';
import type { Say } from '../../i18n/words.ts';
import { readTip } from '../../tips/read.ts';
import type { Tip } from '../../tips/tip.ts';
import { linkedArticle, linkedContact } from './contact-links.ts';
import type { AdminDeps } from './deps.ts';
import { tipNumber } from './forms.ts';
import { shownFile } from './shown-file.ts';
import { type StaffVisit, sendPage } from './visit.ts';

/** What the page says besides the tip: that a change came too late, or why a note was not kept. */
export type Told = { stale?: boolean; note?: { typed: string; fault: Say } };

export async function sendTip(
  deps: AdminDeps,
  visit: StaffVisit,
  status: number,
  told: Told = {},
): Promise<void> {
  const { frame, viewer, now } = visit;
  const folder = await readTip(deps.desk, viewer, tipNumber(visit.request));
  const { newsroom } = deps.settings;
  const props = {
    frame,
    viewer,
    now,
    timeZone: newsroom.timeZone,
    folder,
  };
  sendPage(visit.response, status, <TipPage {...props} {...linked(folder.tip)} {...told} />);
}

/** A change leads back to the tip; one that came too late is answered with the tip as it is now. */
export async function changeTip(deps: AdminDeps, visit: StaffVisit, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 409) throw error;
    return sendTip(deps, visit, 409, { stale: true });
  }
  visit.response.redirect(303, `/admin/tips/${tipNumber(visit.request)}`);
}

function linked(tip: Tip) {
  if (!tip.kept) return { files: [], contacts: [], article: null };
  return {
    files: tip.files.map(file => shownFile(tip.number, file)),
    contacts: tip.contacts.map(linkedContact),
    article: linkedArticle(tip.article),
  };
}
