import { Router } from 'express';
import { LargePicturePage } from '../../../views/admin/large-picture.tsx';
import { notFound } from '../../errors.ts';
import { readTipFiles } from '../../tips/read.ts';
import type { AdminDeps } from './deps.ts';
import { tipNumber } from './forms.ts';
import { shownFile } from './shown-file.ts';
import { type StaffVisit, sendPage, type Visits } from './visit.ts';

/** `/admin/tips/NUMBER/files/ID/large`: a picture's copy on a page, with the tip's other pictures before and behind it. */
export function largePictureRoutes({ desk }: AdminDeps, { forStaff }: Visits): Router {
  async function show({ request, response, frame, viewer }: StaffVisit): Promise<void> {
    const tip = tipNumber(request);
    const { files } = await readTipFiles(desk, viewer, tip);
    const pictures = files
      .map(file => shownFile(tip, file))
      .filter(({ preview }) => preview.is === 'picture' && preview.large !== null);
    const at = pictures.findIndex(({ id }) => id === request.params['id']);
    const file = pictures[at];
    if (file === undefined) throw notFound();
    const around = { before: pictures[at - 1] ?? null, after: pictures[at + 1] ?? null };
    sendPage(response, 200, <LargePicturePage {...{ frame, viewer, tip, file, ...around }} />);
  }

  return Router().get('/tips/:number/files/:id/large', forStaff(show));
}
