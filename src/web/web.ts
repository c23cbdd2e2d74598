import express, { type Express, type Router } from 'express';
import type { Context } from '../context.ts';
import { staffPaths } from '../paths.ts';
import { followRequirement } from '../staff/second-factor/grace.ts';
import { createSignIn } from '../staff/sign-in/sign-in.ts';
import type { Channel } from '../tips/channels.ts';
import { createByteLimit } from '../tips/intake/limits/byte-limit.ts';
import { createTipLimit } from '../tips/intake/limits/tip-limit.ts';
import { createUploadLimit } from '../tips/intake/limits/upload-limit.ts';
import { createPace } from '../tips/list/search/pace.ts';
import { createOfferedTopics } from '../tips/topics/offered-topics.ts';
import { openApiRoute } from './api/openapi-route.ts';
import { type Assets, createAssets } from './http/assets/assets.ts';
import type { Connections } from './http/connections/connections.ts';
import { errorPage, nothingHere } from './http/error-page.ts';
import { type Headers, setHeaders, strictHeaders } from './http/headers.ts';
import { healthRoute } from './http/health.ts';
import type { LoadShedder } from './http/load-shedding.ts';
import { mayServe } from './http/may-serve.ts';
import type { Metrics } from './http/metrics/metrics.ts';
import { metricsRoute } from './http/metrics/metrics-route.ts';
import { refuseTwoHosts } from './http/origin/one-host.ts';
import { createProxyWatch } from './http/origin/proxy-watch.ts';
import { packAnswers } from './http/packing.ts';
import type { ReaderContext } from './reader/context.ts';
import { formRoutes } from './reader/form/form-routes.ts';
import { createFreshForm } from './reader/form/fresh-form.ts';
import { createPreview } from './reader/form/preview.ts';
import { officialChannels } from './reader/official.ts';
import { pageRoutes } from './reader/page-routes.ts';
import { quickExitRoutes } from './reader/quick-exit.ts';
import { talkRoutes } from './reader/talk/talk-routes.ts';
import { uploadRoutes } from './reader/uploads/upload-routes.ts';
import type { StaffContext } from './staff/context.ts';
import { createSessionCheck } from './staff/identity.ts';
import type { Live } from './staff/live/live.ts';
import { staffRoutes } from './staff/routes.ts';

/** What each channel is called by. One that is missing here fails the build, and would take in nothing. Null: staff write it down (`/admin/calls`). */
const CHANNEL_ROUTES: Readonly<Record<Channel, ((context: ReaderContext) => Router) | null>> = {
  form: formRoutes,
  phone: null,
  other: null,
};

type Parts = {
  jobs: StaffContext['jobs'];
  load: LoadShedder;
  connections: Connections;
  metrics: Metrics | null;
  live: Live;
};

/** All pages of the desk: what readers see, what staff see, and what a machine asks. */
export async function createWeb(
  context: Context,
  { jobs, load, connections, metrics, live }: Parts,
): Promise<Express> {
  const { settings } = context;
  const assets = createAssets(settings.accent);
  const proxies = createProxyWatch(settings.trustProxy, context.log);
  const reader = await createReaderContext(context, { assets, load });
  const headers = createHeaders(context, assets);
  const strict = setHeaders(headers);
  const staff: StaffContext = {
    ...context,
    ...{ load, byteLimit: reader.byteLimit },
    ...{ jobs, assets, live, warnings: proxies.warnings, ofStaff: connections.ofStaff },
    signIn: createSignIn(context),
    readerForm: createPreview(reader),
    searchPace: createPace({ isBusy: () => load.waiting() > 0 }),
  };
  await followRequirement(context);
  const app = express()
    .disable('x-powered-by')
    .disable('etag')
    // What a proxy shuts off by its path (`location /admin`) is not open by another spelling of it.
    .enable('case sensitive routing')
    .set('trust proxy', settings.trustProxy)
    .set('query parser', 'simple')
    .use(refuseTwoHosts);
  if (metrics) app.use(metrics.watchRequests).use(strict).use(metricsRoute(context, metrics));
  if (settings.trustProxy > 0) app.use(strict).use(connections.countForwarded(createSessionCheck(context)));
  return (
    app
      .use(proxies.watch)
      // First, and before what packs answers: it is asked for most, and brings itself packed, with the same headers.
      .get('/', createFreshForm(reader, headers))
      .use(strict)
      .use('/assets', assets.routes)
      .use(healthRoute(context))
      .use(uploadRoutes(reader))
      .use(packAnswers)
      .use(Object.values(CHANNEL_ROUTES).flatMap(routes => routes?.(reader) ?? []))
      .use([talkRoutes(reader), pageRoutes(reader), quickExitRoutes(reader)])
      .use(openApiRoute(context))
      .use(mayServe(context))
      .use(staffPaths.all, staffRoutes(staff))
      .use(nothingHere)
      .use(errorPage(reader))
  );
}

async function createReaderContext(
  context: Context,
  parts: Pick<ReaderContext, 'assets' | 'load'>,
): Promise<ReaderContext> {
  const { settings, clock } = context;
  const channelsNow = () => officialChannels(settings.contacts, settings.newsroom.name);
  const reader = {
    ...context,
    ...parts,
    topics: await createOfferedTopics(context),
    channels: await channelsNow(),
    tipLimit: createTipLimit(settings.limits.tipsAnHour, clock),
    uploadLimit: createUploadLimit(settings.limits, clock),
    byteLimit: createByteLimit(context.files, clock),
  };
  context.liveSettings.onChange(async () => {
    reader.channels = await channelsNow();
  });
  return reader;
}

/** The accent is part of the styles, and these of the policy. */
function createHeaders({ settings, liveSettings }: Context, assets: Assets): () => Headers {
  const make = () =>
    strictHeaders({
      isHttps: settings.publicUrl.startsWith('https:'),
      styles: Object.values(assets.styles).map(({ source }) => source),
    });
  let headers = make();
  liveSettings.onChange(() => {
    assets.paint(settings.accent);
    headers = make();
  });
  return () => headers;
}
