import compression from 'compression';
import type { Request, RequestHandler, Response } from 'express';
import { readerPaths } from '../../paths.ts';

const pack = compression();

/** Packs answers on their way out; but of a tip that was sent, whose answer is mostly a line, only what `packAnswer` says. */
export const packAnswers: RequestHandler = (request, response, next) => {
  if (request.method === 'POST' && request.path === readerPaths.tips) next();
  else pack(request, response, next);
};

/** Before a whole page is sent as this answer. */
export function packAnswer(request: Request, response: Response): void {
  pack(request, response, () => {});
}
