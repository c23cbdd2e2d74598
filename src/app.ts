import type { RequestListener } from 'node:http';
import { type Background, createBackground } from './background.ts';
import type { Config } from './config/config.ts';
import { type Context, closeContext, openContext } from './context.ts';
import { createLog } from './log.ts';
import { welcomeStaff } from './staff/accounts/setup-links.ts';
import { createConnections } from './web/http/connections/connections.ts';
import { createLoadShedder } from './web/http/load-shedding.ts';
import { alone, createMetrics, type ShareMetrics } from './web/http/metrics/metrics.ts';
import { createWebServer } from './web/http/server.ts';
import { createLive } from './web/staff/live/live.ts';
import { createWeb } from './web/web.ts';

/** Requests in hand and the mail in hand have so long to end, in milliseconds. */
const DRAIN = 20_000;

export type App = Pick<Background, 'checkMail' | 'plainLeft' | 'settled'> &
  Pick<Context['life'], 'whenTooOld'> & {
    pages: RequestListener;
    /** Listens, and begins to work off what is owed. Resolves with the port. */
    start(): Promise<number>;
    /** As `welcomeStaff`. Not before the start: a second one by mistake, on the same port, would end the first one's link. */
    welcome(): Promise<string | null>;
    stop(): Promise<void>;
  };

type Surroundings = Pick<Context, 'clock' | 'log'> & {
  shareMetrics: ShareMetrics;
  /** What stands before the pages: nothing but in a demo. */
  around: (pages: RequestListener, context: Context) => RequestListener;
};

/** The one place where the parts meet. */
export async function createApp(config: Config, given: Partial<Surroundings> = {}): Promise<App> {
  const { clock = Date.now, log = createLog(), shareMetrics = alone, around = pages => pages } = given;
  const load = createLoadShedder();
  const connections = createConnections({ log, trustProxy: config.trustProxy, isPressed: load.isPressed });
  const metrics = createMetrics(config.metricsToken, { load, connections }, shareMetrics);
  const context = await openContext(config, { clock, log, instruments: metrics });
  const background = createBackground(context, () => load.waiting() > 0);
  const live = createLive(context);
  const pages = await createWeb(context, { jobs: background.jobs, load, connections, metrics, live });
  const server = createWebServer(around(pages, context), config, { connections });
  return {
    pages,
    async start() {
      const port = await server.listen();
      await background.start();
      return port;
    },
    welcome: () => welcomeStaff(context.database, config, clock()),
    plainLeft: background.plainLeft,
    checkMail: background.checkMail,
    settled: background.settled,
    whenTooOld: context.life.whenTooOld,
    async stop() {
      const within = AbortSignal.timeout(DRAIN);
      // First nobody new is let in: while an upload comes to its stop, whoever would go on with one finds the desk beside this.
      const { uploads } = context;
      await Promise.all([live.close(), server.drain(within), uploads.stop(within), background.stop(within)]);
      metrics?.stop();
      await closeContext(context);
    },
  };
}
