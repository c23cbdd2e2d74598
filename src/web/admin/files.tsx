import { Router } from 'express';
import { LockedFilePage } from '../../../views/admin/locked-file.tsx';
import { notFound } from '../../errors.ts';
import { type MadeFile, THUMBNAIL_TYPE } from '../../inspection/inspection.ts';
import { endingOfMade } from '../../inspection/made-types.ts';
import { noteFileView, readTipFile } from '../../tips/read.ts';
import type { KeptFile } from '../../tips/tip.ts';
import { playedAs } from './content-types.ts';
import type { AdminDeps } from './deps.ts';
import { addToStem, safeName } from './file-names.ts';
import { tipNumber } from './forms.ts';
import { type Sent, sendFile } from './send-file.ts';
import { shownFile } from './shown-file.ts';
import { type StaffVisit, sendPage, type Visits } from './visit.ts';

/**
 * `/admin/tips/NUMBER/files/ID`: a file as it was sent; `?show=1` plays it in place where that is safe. Under it
 * `/thumbnail`, and `/copy`, which `?show=1` opens. An infected file is given only to who asks by POST.
 */
export function fileRoutes(deps: AdminDeps, { forStaff }: Visits): Router {
  const { desk } = deps;
  const fileOf = ({ request, viewer }: StaffVisit) =>
    readTipFile(desk, viewer, tipNumber(request), String(request.params['id']));

  const sendNoted = (visit: StaffVisit, sent: Sent) =>
    sendFile(visit, desk.files, sent, () => noteFileView(desk, visit.viewer, tipNumber(visit.request)));

  async function sendOriginal(visit: StaffVisit): Promise<void> {
    const file = await fileOf(visit);
    if (file.scan.is === 'infected') return sendWarning(visit, file);
    const shownAs = isShown(visit) ? (playedAs(file)?.type ?? null) : null;
    await sendNoted(visit, { ...original(file), shownAs });
  }

  async function sendLocked(visit: StaffVisit): Promise<void> {
    const file = await fileOf(visit);
    if (file.scan.is !== 'infected') return sendNoted(visit, original(file));
    // Its ending is no program's any more: a click on what was saved opens nothing.
    const name = `${safeName(file.name)}.infected`;
    await sendNoted(visit, { ...original(file), name });
  }

  async function sendThumbnail(visit: StaffVisit): Promise<void> {
    const file = await fileOf(visit);
    const thumbnail = madeOf(file, 'thumbnail');
    const name = `${safeName(file.name)}.webp`;
    await sendFile(visit, desk.files, { ...made(thumbnail), name, shownAs: THUMBNAIL_TYPE });
  }

  async function sendCopy(visit: StaffVisit): Promise<void> {
    const file = await fileOf(visit);
    const copy = madeOf(file, 'copy');
    const ending = endingOfMade(copy.type);
    const name = addToStem(safeName(file.name), visit.words.desk.files.copyMark, ending ?? '');
    const shownAs = isShown(visit) && ending !== null ? copy.type : null;
    await sendNoted(visit, { ...made(copy), name, shownAs });
  }

  return Router()
    .get('/tips/:number/files/:id', forStaff(sendOriginal))
    .post('/tips/:number/files/:id', forStaff(sendLocked))
    .get('/tips/:number/files/:id/thumbnail', forStaff(sendThumbnail))
    .get('/tips/:number/files/:id/copy', forStaff(sendCopy));
}

const isShown = ({ request }: StaffVisit) => request.query['show'] === '1';

const original = ({ id, size, sha256, name }: KeptFile): Sent => ({
  ...{ id, size, etag: `"${sha256}"` },
  name: safeName(name),
  shownAs: null,
});

/** An id stands for the same bytes for ever. */
const made = ({ id, size }: MadeFile) => ({ id, size, etag: `"${id}"` });

/** @throws {Refusal} 404 where nothing was made of the file, or the file is locked. */
function madeOf({ inspection, scan }: KeptFile, what: 'thumbnail' | 'copy'): MadeFile {
  const found = inspection.is === 'done' && scan.is !== 'infected' ? inspection[what] : null;
  if (found === null) throw notFound();
  return found;
}

function sendWarning({ request, response, frame, viewer }: StaffVisit, file: KeptFile): void {
  const tip = tipNumber(request);
  sendPage(response, 403, <LockedFilePage {...{ frame, viewer, tip }} file={shownFile(tip, file)} />);
}
