import type { RequestHandler } from 'express';
import type { Context } from '../../context.ts';
import { VersionTooOld } from '../../db/versions/least-version.ts';
import { unavailable } from '../../unavailable.ts';

/**
 * Stands before all that shows what people wrote: where the database needs a newer version, this one might show it to the
 * wrong person. What comes in is still taken, for any version can read what an older one wrote.
 */
export function mayServe({ life }: Pick<Context, 'life'>): RequestHandler {
  return async (_request, _response, next) => {
    if (!life.isFresh())
      await life.confirm().catch(error => {
        throw error instanceof VersionTooOld ? unavailable('newer-version') : error;
      });
    next();
  };
}
