import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';
import type { Log } from '../log.ts';
import type { AdminDeps } from './admin/deps.ts';
import { adminRoutes } from './admin/routes.ts';
import type { Assets } from './assets.ts';
import { errorPage, nothingHere } from './error-page.ts';
import { strictHeaders } from './headers.ts';
import { healthRoute } from './health-route.ts';
import type { ReaderDoor } from './reader/door.ts';
import { formRoutes } from './reader/form-routes.ts';
import { pageRoutes } from './reader/page-routes.ts';
import { createTipLimit } from './tip-limit.ts';

export type WebParts = Omit<ReaderDoor, 'tipLimit'> &
  Pick<AdminDeps, 'outbox' | 'sendTestMail'> & { assets: Assets; log: Log };

/** All pages of the desk: what readers see, what staff see, and what a machine asks. */
export function createWeb(parts: WebParts): Express {
  const { config, desk, assets, log } = parts;
  const forwarded = watchForwarded(config.trustProxy);
  const door: ReaderDoor = { ...parts, tipLimit: createTipLimit(config.limits.tipsAnHour, desk.clock) };

  return express()
    .disable('x-powered-by')
    .disable('etag')
    .set('trust proxy', config.trustProxy)
    .set('query parser', 'simple')
    .use(strictHeaders(config.publicUrl.startsWith('https:')))
    .use('/assets', assets.routes)
    .use(healthRoute(desk.database, desk.files, log))
    .use(forwarded.watch)
    .use(compression())
    .use(formRoutes(door))
    .use(pageRoutes(door))
    .use(
      '/admin',
      adminRoutes({
        ...parts,
        settings: config,
        database: desk.database,
        clock: desk.clock,
        warnings: forwarded.warnings,
      }),
    )
    .use(nothingHere)
    .use(errorPage(door, log));
}

/** A proxy that nobody told us of hides every address behind its own, so that no limit can work. */
function watchForwarded(trustProxy: number) {
  let seen = false;
  const watch: RequestHandler = (request, _response, next) => {
    seen ||= trustProxy === 0 && ('x-forwarded-for' in request.headers || 'forwarded' in request.headers);
    next();
  };
  return { watch, warnings: () => (seen ? (['forwarded'] as const) : []) };
}
