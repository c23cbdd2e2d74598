import { once } from 'node:events';
import type { Express } from 'express';
import { officialChannels } from './channels/official.ts';
import type { Config } from './config.ts';
import { openDatabase } from './db/open.ts';
import { refuseAnotherKey } from './db/own-key.ts';
import { openFiles } from './files/open-files.ts';
import { createUploads } from './files/uploads.ts';
import { createClamdScanner } from './inspection/clamd.ts';
import { createDarkroom } from './inspection/darkroom.ts';
import { inspectionHandlers, scanHandlers } from './inspection/handlers.ts';
import { createLog, type Log } from './log.ts';
import { mailHandlers } from './mail/handlers.ts';
import { createPost, type Post } from './mail/post.ts';
import { oweTestMail, TEST_MAIL } from './mail/test-letter.ts';
import { createOutbox, type Outbox, OWED } from './outbox/outbox.ts';
import { sideBySide } from './outbox/side-by-side.ts';
import { deriveKeys, type Keys } from './privacy/keys.ts';
import { loadSecretKey } from './privacy/secret-key.ts';
import { welcomeStaff } from './staff/welcome.ts';
import { createSweeps, type SweepTasks } from './sweeps.ts';
import type { Desk } from './tips/desk.ts';
import { erasingHandlers } from './tips/erasing.ts';
import { hastenTipMail } from './tips/hasten-mail.ts';
import { loadTip } from './tips/load.ts';
import { TIP_MAIL } from './tips/receive.ts';
import { sweepOrphans } from './tips/sweep.ts';
import { dropWaitingScans } from './tips/unscanned.ts';
import { createAssets } from './web/assets.ts';
import { createCrowd } from './web/crowd.ts';
import type { Family } from './web/metrics/exposition.ts';
import { ownCounts } from './web/metrics/families.ts';
import { createMeters, type Meters } from './web/metrics/meters.ts';
import { createWebServer } from './web/server.ts';
import { createWeb } from './web/web.ts';

/** Requests in hand and the mail in hand have so long to end, in milliseconds. */
const DRAIN = 20_000;

export type App = {
  pages: Express;
  /** Listens, and begins to work off what is owed. Resolves with the port. */
  start(): Promise<number>;
  /** As `welcomeStaff`. Not before the start: a second one by mistake, on the same port, would end the first one's link. */
  welcome(): Promise<string | null>;
  stop(): Promise<void>;
  /** Rejects when the mail server cannot be reached. */
  checkMail(): Promise<void>;
};

type World = {
  clock: () => number;
  log: Log;
  /** Given what this process has counted, tells how to read what all on its port have. */
  joinCounts: (own: () => Family[]) => () => Promise<readonly Family[]>;
};

const alone: World['joinCounts'] = own => async () => own();

/** The one place where the parts meet. */
export async function createApp(
  config: Config,
  { clock = Date.now, log = createLog(), joinCounts = alone }: Partial<World> = {},
): Promise<App> {
  const crowd = createCrowd();
  const meters = config.metricsToken === null ? null : createMeters();
  const metrics = meters && { meters, counts: joinCounts(() => ownCounts(meters, crowd)) };
  const { desk, outbox, darkroom, post } = await openDesk(config, { clock, log }, meters);
  const { database } = desk;
  const sendTestMail = async () => {
    await database.write(trx => oweTestMail(trx, clock(), desk.inbox));
    desk.wakeOutbox();
  };
  const mailHealth = () => outbox.health([TIP_MAIL, TEST_MAIL]);

  const channels = officialChannels(config.contacts, config.newsroom.name);
  const assets = createAssets(config.accent);
  const pages = createWeb({
    config,
    desk,
    assets,
    channels,
    outbox: { mailHealth, retry: outbox.retry },
    sendTestMail,
    log,
    crowd,
    metrics,
  });
  const server = createWebServer(pages, config);
  const sweeps = createSweeps(sweepTasks(desk, post), { database, clock, log });

  return {
    pages,
    async start() {
      const port = await server.listen();
      outbox.start();
      sweeps.start();
      return port;
    },
    welcome: () => welcomeStaff(database, config, clock()),
    async stop() {
      const within = AbortSignal.timeout(DRAIN);
      // First nobody new is let in: while an upload comes to its stop, whoever would go on with one finds the desk beside this.
      const drained = server.drain(within);
      // Uploads go on where they stopped, there or at the next start: nobody waits for their end.
      const uploadsStopped = Promise.race([desk.uploads.stop(), once(within, 'abort')]);
      // Nor does anybody wait for an inspection: it is owed until it is done.
      await Promise.all([drained, uploadsStopped, outbox.stop(within), darkroom.stop(), sweeps.stop()]);
      await post.close();
      meters?.stop();
      await closeStores(desk);
    },
    checkMail: () => post.check(),
  };
}

async function closeStores({ files, database }: Desk): Promise<void> {
  await files.close();
  await database.close();
}

const sweepTasks = (desk: Desk, post: Post): SweepTasks => ({
  here: { mails: () => post.sweep(desk.clock()) },
  inCommon: {
    uploads: signal => desk.uploads.sweep(signal),
    orphans: signal => sweepOrphans(desk, signal),
  },
});

type Surroundings = Pick<World, 'clock' | 'log'>;

/** What is kept and what is owed, without pages. */
async function openDesk(config: Config, { clock, log }: Surroundings, meters: Meters | null) {
  const keys = deriveKeys(await loadSecretKey(config.secretKey, config.dataDir));
  const { database, files } = await openStores(config, keys, { clock, log }, meters);

  const post = createPost(config);
  const erasing = { database, files, recallMails: post.recall };
  const readTipForMail = (number: number) => loadTip(database.query, number);
  const handlers = {
    ...mailHandlers({ config, post, files, readTipForMail }),
    ...erasingHandlers(erasing),
  };
  const work = { database, clock, log };
  const darkroom = createDarkroom();
  // The darkroom takes one file at a time: a third hand would only wait at its door.
  const inspections = { handlers: inspectionHandlers({ database, files, clock, darkroom }), hands: 2 };
  const wakeOutbox = () => database.tell(OWED);
  const scans = scanHandlers({
    ...{ database, files, clock },
    scan: config.clamdUrl === null ? null : createClamdScanner(config.clamdUrl),
    afterScans: (trx, tip) => hastenTipMail(trx, clock(), tip),
    wakeOutbox,
  });
  const outbox: Outbox = sideBySide(
    // Twice as many as the connections to the mail server, which so stay busy while others wait for the disk.
    createOutbox({ ...work, handlers, hands: 10 }),
    createOutbox({ ...work, ...inspections }),
    createOutbox({ ...work, handlers: scans }),
  );
  database.hear(OWED, outbox.wake);
  const { inbox, timeZone } = config.newsroom;
  const scansFiles = config.clamdUrl !== null;
  if (!scansFiles) await dropWaitingScans({ database, clock });
  const uploads = createUploads({ database, files, clock });
  const desk: Desk = {
    ...erasing,
    uploads,
    keys,
    clock,
    inbox,
    timeZone,
    scansFiles,
    wakeOutbox,
    ...(meters && { noteTip: meters.noteTip }),
  };
  return { desk, outbox, darkroom, post };
}

/** The database and the files; measured, where somebody may read the measures. */
async function openStores(config: Config, keys: Keys, { clock, log }: Surroundings, meters: Meters | null) {
  const opened = await openDatabase(config.database, config.dataDir, error =>
    log.warn({ error }, 'a database connection was lost'),
  );
  const database = meters?.timed(opened) ?? opened;
  await refuseAnotherKey(database, keys.fingerprint).catch(async error => {
    await database.close();
    throw error;
  });
  const place = await openFiles(config, { database, clock });
  // Not waited for: what people write is taken without it.
  if (config.files.kept === 's3')
    place.check().catch(error => log.warn({ error }, 'the bucket takes no files'));
  const files = meters?.weighed(place) ?? place;
  return { database, files };
}
