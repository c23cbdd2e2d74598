import { Router } from 'express';
import { LockedFilePage } from '../../../views/admin/locked-file.tsx';
import { notFound } from '../../errors.ts';
import { type MadeFile, THUMBNAIL_TYPE } from '../../inspection/inspection.ts';
import { endingOfMade } from '../../inspection/made-types.ts';
import { noteFileViews } from '../../tips/file-views.ts';
import { readTipFile } from '../../tips/read.ts';
import type { KeptFile } from '../../tips/tip.ts';
import { playedAs } from './content-types.ts';
import type { AdminDeps } from './deps.ts';
import { addToStem, safeName } from './file-names.ts';
import { endOfProbe, isProbe } from './film-probe.ts';
import { tipNumber } from './forms.ts';
import { type Sent, sendFile } from './send-file.ts';
import { shownFile } from './shown-file.ts';
import { type StaffVisit, sendPage, type Visits } from './visit.ts';

/**
 * `/admin/tips/NUMBER/files/ID`: a file as it was sent; `?show=1` plays it in place where that is safe. Under it
 * `/thumbnail`, and `/copy`, which `?show=1` opens; a POST to `/playing` says that someone plays it. An infected file is
 * given only to who asks by POST.
 */
export function fileRoutes(deps: AdminDeps, { forStaff }: Visits): Router {
  const { desk } = deps;
  const fileOf = ({ request, viewer }: StaffVisit) =>
    readTipFile(desk, viewer, tipNumber(request), String(request.params['id']));

  const note = ({ request, viewer }: StaffVisit, { id }: KeptFile) =>
    noteFileViews(desk, viewer, tipNumber(request), [id]);

  const sendNoted = (visit: StaffVisit, file: KeptFile, sent: Sent) =>
    sendFile(visit, desk.files, sent, () => note(visit, file));

  async function sendOriginal(visit: StaffVisit): Promise<void> {
    const file = await fileOf(visit);
    if (file.scan.is === 'infected') return sendWarning(visit, file);
    const film = isShown(visit) ? playedAs(file) : null;
    if (film === null) return sendNoted(visit, file, original(file));
    const sent = { ...original(file), shownAs: film.type, endOfRange: endOfProbe };
    await sendFile(visit, desk.files, sent, async part => {
      if (!isProbe(part, file.size)) await note(visit, file);
    });
  }

  async function notePlaying(visit: StaffVisit): Promise<void> {
    const file = await fileOf(visit);
    if (playedAs(file) === null) throw notFound();
    await note(visit, file);
    visit.response.status(204).end();
  }

  async function sendLocked(visit: StaffVisit): Promise<void> {
    const file = await fileOf(visit);
    if (file.scan.is !== 'infected') return sendNoted(visit, file, original(file));
    // Its ending is no program's any more: a click on what was saved opens nothing.
    const name = `${safeName(file.name)}.infected`;
    await sendNoted(visit, file, { ...original(file), name });
  }

  async function sendThumbnail(visit: StaffVisit): Promise<void> {
    const file = await fileOf(visit);
    const thumbnail = madeOf(file, 'thumbnail');
    const name = `${safeName(file.name)}.webp`;
    await sendFile(visit, desk.files, { ...made(thumbnail), name, shownAs: THUMBNAIL_TYPE });
  }

  async function sendCopy(visit: StaffVisit): Promise<void> {
    const file = await fileOf(visit);
    await sendNoted(visit, file, copyOf(visit, file));
  }

  return Router()
    .get('/tips/:number/files/:id', forStaff(sendOriginal))
    .post('/tips/:number/files/:id', forStaff(sendLocked))
    .post('/tips/:number/files/:id/playing', forStaff(notePlaying))
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

function copyOf(visit: StaffVisit, file: KeptFile): Sent {
  const copy = madeOf(file, 'copy');
  const ending = endingOfMade(copy.type);
  const name = addToStem(safeName(file.name), visit.words.desk.files.copyMark, ending ?? '');
  return { ...made(copy), name, shownAs: isShown(visit) && ending !== null ? copy.type : null };
}

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
