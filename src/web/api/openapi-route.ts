import type { Router } from 'express';
import type { Context } from '../../context.ts';
import { createRouter } from '../http/router.ts';
import { sessionCookie } from '../staff/session-cookie.ts';
import { openApiDocument } from './openapi.ts';

/** `/openapi.json`, for anybody: it tells what may be asked, and nothing of what the desk holds. */
export function openApiRoute({ settings }: Pick<Context, 'settings'>): Router {
  // Few ask for it, and to make it takes a tenth of a start.
  let document: ReturnType<typeof openApiDocument> | undefined;
  return createRouter().get('/openapi.json', (_request, response) => {
    document ??= openApiDocument(sessionCookie(settings.publicUrl).name);
    response.json(document);
  });
}
