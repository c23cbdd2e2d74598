import type { Express } from 'express';
import { officialChannels } from './channels/official.ts';
import type { Config } from './config.ts';
import { keepFact } from './db/desk-facts.ts';
import { openDatabase } from './db/open.ts';
import { openDiskStore } from './files/disk-store.ts';
import { createLog, type Log } from './log.ts';
import { mailHandlers } from './mail/handlers.ts';
import { createPost } from './mail/post.ts';
import { oweTestMail, TEST_MAIL } from './mail/test-letter.ts';
import { createOutbox } from './outbox/outbox.ts';
import { deriveKeys } from './privacy/keys.ts';
import { loadSecretKey } from './privacy/secret-key.ts';
import { addFirstAccount } from './staff/accounts.ts';
import { linkForFirstAccount } from './staff/setup-links.ts';
import { createSweeps } from './sweeps.ts';
import type { Desk } from './tips/desk.ts';
import { erasingHandlers } from './tips/erasing.ts';
import { loadTip } from './tips/load.ts';
import { TIP_MAIL } from './tips/receive.ts';
import { sweepOrphans } from './tips/sweep.ts';
import { createAssets } from './web/assets.ts';
import { createWebServer } from './web/server.ts';
import { createWeb } from './web/web.ts';

/** Requests in hand and the mail in hand have so long to end, in milliseconds. */
const DRAIN = 20_000;

export type App = {
  pages: Express;
  /** For the desk's first account, good for a day; null where there is staff, and before the start. */
  setupLink(): string | null;
  /** Listens, and begins to work off what is owed. Resolves with the port. */
  start(): Promise<number>;
  stop(): Promise<void>;
  /** Rejects when the mail server cannot be reached. */
  checkMail(): Promise<void>;
};

type World = { clock: () => number; log: Log };

/** The one place where the parts meet. */
export async function createApp(
  config: Config,
  { clock = Date.now, log = createLog() }: Partial<World> = {},
): Promise<App> {
  const { desk, outbox, post } = await openDesk(config, { clock, log });
  const { database } = desk;
  const sendTestMail = async () => {
    await database.write(trx => oweTestMail(trx, clock(), desk.inbox));
    outbox.wake();
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
  });
  const server = createWebServer(pages, config);
  const sweeps = createSweeps(
    { mails: () => post.sweep(clock()), orphans: signal => sweepOrphans(desk, signal) },
    log,
  );

  let setupLink: string | null = null;
  return {
    pages,
    setupLink: () => setupLink,
    async start() {
      const port = await server.listen();
      // Not before: a second start by mistake, on the same port, would end the link that the first one printed.
      if (config.admin !== null) await addFirstAccount(database, { ...config.admin, now: clock() });
      const token = await linkForFirstAccount(database, clock());
      setupLink = token && `${config.publicUrl}/admin/setup/${token}`;
      outbox.start();
      sweeps.start();
      return port;
    },
    async stop() {
      const within = AbortSignal.timeout(DRAIN);
      await Promise.all([server.drain(within), outbox.stop(within), sweeps.stop()]);
      await post.close();
      await database.close();
    },
    checkMail: () => post.check(),
  };
}

/** What is kept and what is owed, without pages. */
async function openDesk(config: Config, { clock, log }: World) {
  const keys = deriveKeys(await loadSecretKey(config.secretKey, config.dataDir));
  const database = await openDatabase(config.database, config.dataDir, error =>
    log.warn({ error }, 'a database connection was lost'),
  );
  const fingerprint = await keepFact(database, 'key fingerprint', keys.fingerprint);
  await refuseAnotherKey(fingerprint, keys.fingerprint, database.close);
  const files = await openDiskStore(config.dataDir, config.limits.diskReserve);

  const post = createPost(config);
  const erasing = { database, files, recallMails: post.recall };
  const readTipForMail = (number: number) => loadTip(database.query, number);
  const handlers = {
    ...mailHandlers({ config, post, files, readTipForMail }),
    ...erasingHandlers(erasing),
  };
  const outbox = createOutbox({ database, clock, log, handlers });
  const { inbox, timeZone } = config.newsroom;
  const desk: Desk = { ...erasing, keys, clock, inbox, timeZone, wakeOutbox: outbox.wake };
  return { desk, outbox, post };
}

/** With another key no receipt would find its tip, and every promise made under the old one would be broken unseen. */
async function refuseAnotherKey(kept: string, ours: string, close: () => Promise<void>) {
  if (kept === ours) return;
  await close();
  throw new WrongKey(
    'This database was made under another SECRET_KEY. Start with that key, or with its secret.key in DATA_DIR.',
  );
}

export class WrongKey extends Error {
  override name = 'WrongKey';
}
