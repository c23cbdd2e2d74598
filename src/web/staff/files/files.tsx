import type { Router } from 'express';
import { LockedFilePage } from '../../../../views/staff/files/locked-file.tsx';
import { noFile } from '../../../errors.ts';
import { type MadeFile, THUMBNAIL_TYPE } from '../../../media/inspection.ts';
import { endingOfMade } from '../../../media/made-types.ts';
import { noteFileViews } from '../../../tips/history/file-views.ts';
import { readTipFile } from '../../../tips/read/read-tip.ts';
import type { KeptFile } from '../../../tips/tip.ts';
import { addToStem, safeName } from '../../http/files/file-names.ts';
import { type Sent, sendFile } from '../../http/files/send-file.ts';
import { createRouter } from '../../http/router.ts';
import type { StaffContext } from '../context.ts';
import { tipNumber } from '../forms.ts';
import { readBack } from '../list/list-question.ts';
import { type Handlers, type StaffRequest, sendPage } from '../request.ts';
import { playedAs } from './content-types.ts';
import { shownFile } from './shown-file.ts';

/**
 * `/admin/tips/NUMBER/files/ID`: a file as it was sent; `?show=1` plays it in place where that is safe. Under it
 * `/thumbnail`, and `/copy`, which `?show=1` opens. Whoever is sent bytes of a file, or of its copy, has viewed it, and that
 * stands in the history before they leave. An infected file is given only to who asks by POST.
 */
export function fileRoutes(context: StaffContext, { forStaff }: Handlers): Router {
  const fileOf = (request: StaffRequest) =>
    readTipFile(context, request.viewer, tipNumber(request), String(request.raw.params['id']));

  const note = (request: StaffRequest, { id }: KeptFile) =>
    noteFileViews(context, request.viewer, tipNumber(request), [id]);

  const sendNoted = (request: StaffRequest, file: KeptFile, sent: Sent) =>
    sendFile(request, context.files, sent, () => note(request, file));

  async function sendOriginal(request: StaffRequest): Promise<void> {
    const file = await fileOf(request);
    if (file.scan.is === 'infected') return sendWarning(request, file);
    const film = isShown(request) ? playedAs(file) : null;
    await sendNoted(request, file, { ...original(file), shownAs: film?.type ?? null });
  }

  async function sendLocked(request: StaffRequest): Promise<void> {
    const file = await fileOf(request);
    if (file.scan.is !== 'infected') return sendNoted(request, file, original(file));
    // Its ending is no program's any more: a click on what was saved opens nothing.
    const name = `${safeName(file.name)}.infected`;
    await sendNoted(request, file, { ...original(file), name });
  }

  async function sendThumbnail(request: StaffRequest): Promise<void> {
    const file = await fileOf(request);
    const thumbnail = madeOf(file, 'thumbnail');
    const name = `${safeName(file.name)}.webp`;
    await sendFile(request, context.files, { ...made(thumbnail), name, shownAs: THUMBNAIL_TYPE });
  }

  async function sendCopy(request: StaffRequest): Promise<void> {
    const file = await fileOf(request);
    await sendNoted(request, file, copyOf(request, file));
  }

  return createRouter()
    .get('/tips/:number/files/:id', forStaff(sendOriginal))
    .post('/tips/:number/files/:id', forStaff(sendLocked))
    .get('/tips/:number/files/:id/thumbnail', forStaff(sendThumbnail))
    .get('/tips/:number/files/:id/copy', forStaff(sendCopy));
}

const isShown = ({ raw }: StaffRequest) => raw.query['show'] === '1';

const original = ({ id, size, seal, sha256, name }: KeptFile): Sent => ({
  ...{ id, size, seal, etag: `"${sha256}"` },
  name: safeName(name),
  shownAs: null,
});

/** An id stands for the same bytes for ever. */
const made = ({ type: _type, ...stored }: MadeFile) => ({ ...stored, etag: `"${stored.id}"` });

function copyOf(request: StaffRequest, file: KeptFile): Sent {
  const copy = madeOf(file, 'copy');
  const ending = endingOfMade(copy.type);
  const name = addToStem(safeName(file.name), request.words.staff.files.copyMark, ending ?? '');
  return { ...made(copy), name, shownAs: isShown(request) && ending !== null ? copy.type : null };
}

/** @throws {Refusal} where nothing was made of the file, or the file is locked. */
function madeOf({ inspection, scan }: KeptFile, what: 'thumbnail' | 'copy'): MadeFile {
  const found = inspection.is === 'done' && scan.is !== 'infected' ? inspection[what] : null;
  if (found === null) throw noFile();
  return found;
}

function sendWarning(request: StaffRequest, file: KeptFile): void {
  const { response, frame, viewer } = request;
  const [tip, back] = [tipNumber(request), readBack(request)];
  const shown = shownFile(tip, file, back);
  sendPage(response, 403, <LockedFilePage {...{ frame, viewer, tip, back }} file={shown} />);
}
