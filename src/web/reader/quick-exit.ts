import type { Request, Router } from 'express';
import { readerPaths } from '../../paths.ts';
import { createRouter } from '../http/router.ts';
import { clearDevice } from './clear-device.ts';
import type { ReaderContext } from './context.ts';

/**
 * `GET /leave`: the cookies of receipt and talk and all that our pages have kept on the device are cleared, and the browser goes where
 * the operator has set. A link, so that it works without script; clearing twice does no harm. Cookies are not cleared as a
 * whole (Clear-Site-Data, 3.1): that would sign the reader out of the newsroom's own site too.
 */
export const quickExitRoutes = (context: ReaderContext): Router =>
  createRouter().get(readerPaths.leave, (request, response) => {
    response.set('Cache-Control', 'no-store');
    if (!isFromElsewhere(request)) clearDevice(response, context);
    response.redirect(303, context.settings.quickExitUrl);
  });

/** A page of others must not empty what a reader is writing here. */
const isFromElsewhere = (request: Request) =>
  ['cross-site', 'same-site'].includes(request.get('Sec-Fetch-Site') ?? '');
