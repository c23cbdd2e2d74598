import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';
import type { Log } from '../log.ts';
import type { AdminDeps } from './admin/deps.ts';
import { adminRoutes } from './admin/routes.ts';
import type { Assets } from './assets.ts';
import type { Crowd } from './crowd.ts';
import { errorPage, nothingHere } from './error-page.ts';
import { strictHeaders } from './headers.ts';
import { healthRoute } from './health-route.ts';
import type { MetricParts } from './metrics/families.ts';
import type { Meters } from './metrics/meters.ts';
import { metricsRoute } from './metrics/metrics-route.ts';
import type { ReaderDoor } from './reader/door.ts';
import { formRoutes } from './reader/form-routes.ts';
import { createFreshForm } from './reader/fresh-form.ts';
import { pageRoutes } from './reader/page-routes.ts';
import { createUploadLimit } from './reader/upload-limit.ts';
import { uploadRoutes } from './reader/upload-routes.ts';
import { createTipLimit } from './tip-limit.ts';

export type WebParts = Omit<ReaderDoor, 'tipLimit' | 'uploadLimit' | 'crowd'> &
  Pick<AdminDeps, 'outbox' | 'sendTestMail'> & {
    assets: Assets;
    log: Log;
    crowd: Crowd;
    /** Null where nobody may read the counts. */
    metrics?: { meters: Meters; counts: MetricParts['counts'] } | null;
  };

/** All pages of the desk: what readers see, what staff see, and what a machine asks. */
export function createWeb(parts: WebParts): Express {
  const { config, desk, assets, log, metrics } = parts;
  const forwarded = watchForwarded(config.trustProxy);
  const door: ReaderDoor = {
    ...parts,
    tipLimit: createTipLimit(config.limits.tipsAnHour, desk.clock),
    uploadLimit: createUploadLimit(config.limits, desk.clock),
  };

  const { metricsToken } = config;
  const app = express()
    .disable('x-powered-by')
    .disable('etag')
    .set('trust proxy', config.trustProxy)
    .set('query parser', 'simple')
    .use(strictHeaders(config.publicUrl.startsWith('https:')));
  if (metricsToken !== null && metrics)
    app
      .use(metrics.meters.watchRequests)
      .use(metricsRoute(metricsToken, { config, desk, counts: metrics.counts }));
  return (
    app
      .use(forwarded.watch)
      // First, and before what packs answers: it is asked for most, and brings itself packed.
      .get('/', createFreshForm(door))
      .use('/assets', assets.routes)
      .use(healthRoute(desk.database, desk.files, log))
      .use(uploadRoutes(door))
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
      .use(errorPage(door, log))
  );
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
