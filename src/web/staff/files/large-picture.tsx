import type { Router } from 'express';
import { LargePicturePage } from '../../../../views/staff/files/large-picture.tsx';
import { noFile } from '../../../errors.ts';
import { readTipFiles } from '../../../tips/read/read-tip.ts';
import { createRouter } from '../../http/router.ts';
import type { StaffContext } from '../context.ts';
import { tipNumber } from '../forms.ts';
import { readBack } from '../list/list-question.ts';
import { type Handlers, type StaffRequest, sendPage } from '../request.ts';
import { shownFile } from './shown-file.ts';

/** `/admin/tips/NUMBER/files/ID/large`: a picture's copy on a page, with the tip's other pictures before and behind it. */
export function largePictureRoutes(context: StaffContext, { forStaff }: Handlers): Router {
  async function show(request: StaffRequest): Promise<void> {
    const { raw, response, frame, viewer } = request;
    const [tip, back] = [tipNumber(request), readBack(request)];
    const { files } = await readTipFiles(context, viewer, tip);
    const pictures = files
      .map(file => shownFile(tip, file, back))
      .filter(({ preview }) => preview.is === 'picture' && preview.large !== null);
    const at = pictures.findIndex(({ id }) => id === raw.params['id']);
    const file = pictures[at];
    if (file === undefined) throw noFile();
    const around = { before: pictures[at - 1] ?? null, after: pictures[at + 1] ?? null };
    const isCovered = file.disturbing && raw.query['show'] !== '1';
    sendPage(
      response,
      200,
      <LargePicturePage {...{ frame, viewer, tip, back, file, isCovered, ...around }} />,
    );
  }

  return createRouter().get('/tips/:number/files/:id/large', forStaff(show));
}
