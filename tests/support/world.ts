import { setTimeout as wait } from 'node:timers/promises';
import supertest, { type Agent } from 'supertest';
import { type App, createApp } from '../../src/app.ts';
import type { Config } from '../../src/config/config.ts';
import type { Database } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open.ts';
import { createLog } from '../../src/log.ts';
import { addStaff } from '../../src/staff/accounts/accounts.ts';
import { hashPassword } from '../../src/staff/passwords/passwords.ts';
import { whenDone } from './cleanup.ts';
import { createClock, type MovableClock } from './clock.ts';
import { freshConfig } from './fresh-config.ts';
import { openFiles, openSockets, unfinishedFiles } from './left-open.ts';
import { PATIENCE } from './patience.ts';
import type { Settings } from './settings.ts';
import type { ReceivedMail, SmtpPeer } from './smtp.ts';
import { watchJson } from './watch-json.ts';

export const PASSWORD = 'a pass phrase for tests';

/** The whole desk, listening, with all that it talks to. */
export type World = {
  /** Where it listens now; a restart changes it. */
  readonly url: string;
  readonly app: App;
  /** For the desk's first account; null where there is staff. A restart changes it. */
  readonly setupLink: string | null;
  dataDir: string;
  config: Config;
  clock: MovableClock;
  smtp: SmtpPeer;
  /** A connection of the test's own, to look at what is kept. */
  database: Database;
  /** Every line that the desk has logged. */
  log: readonly string[];
  /** Of which operations of the API it has answered one well, in JSON. */
  answeredInJson: ReadonlySet<string>;
  /** Asks without a cookie. */
  readonly request: ReturnType<typeof supertest>;
  /** An agent that has signed in at `/admin/login`; the account is made when it is missing. */
  signIn(email?: string): Promise<Agent>;
  /** What the newsroom has received, once there are at least so many. */
  mails(atLeast?: number): Promise<readonly ReceivedMail[]>;
  /** Stops the desk and starts it again on the same data. */
  restart(): Promise<void>;
};

/** `before`: what is in the database when the desk starts. */
type Wanted = { settings?: Settings; before?: (database: Database) => Promise<unknown> };

/**
 * A fresh database of the engine under test, a data folder, a mail server and a clock that stands still.
 * An empty `SMTP_URL` among the settings keeps the mails as files. When the test has ended, the desk is stopped, and the
 * test fails if a database, a socket or a file is still open or an unfinished upload is left.
 */
export async function createWorld({ settings = {}, before }: Wanted = {}): Promise<World> {
  const { dataDir, smtp, config } = await freshConfig(settings);
  if (before !== undefined) {
    const database = await openDatabase(config.database, dataDir);
    await before(database).finally(() => database.close());
  }
  if (openWorlds === 0) socketsBefore = openSockets();
  const clock = createClock();
  const log: string[] = [];
  const jsonFaults: string[] = [];
  const answeredInJson = new Set<string>();
  const startDesk = async () => {
    const app = await createApp(config, { clock, log: createLog(line => log.push(line)) });
    watchJson(app.pages, { faults: jsonFaults, seen: answeredInJson });
    const url = `http://127.0.0.1:${await app.start()}`;
    // What is swept at the start would else take, or count as its own, what a test has just planted.
    await app.settled();
    return { app, url, setupLink: await app.welcome() };
  };
  let desk = await startDesk();
  const database = await openDatabase(config.database, dataDir);

  openWorlds += 1;
  whenDone(async () => {
    await desk.app.stop();
    const uploads = await database.query.selectFrom('uploads').select('id').execute();
    await database.close();
    openWorlds -= 1;
    if (jsonFaults.length > 0) throw new Error(jsonFaults.join('\n'));
    await refuseLeftOpen({ dataDir, uploads: new Set(uploads.map(({ id }) => id)) });
  });
  return {
    get url() {
      return desk.url;
    },
    get app() {
      return desk.app;
    },
    get setupLink() {
      return desk.setupLink;
    },
    get request() {
      return supertest(desk.url);
    },
    dataDir,
    config,
    clock,
    smtp,
    database,
    log,
    answeredInJson,
    signIn: (email = 'editor@newsroom.example') =>
      signIn({ url: desk.url, origin: config.publicUrl, database, email, now: clock() }),
    mails: (atLeast = 0) => smtp.received(atLeast),
    async restart() {
      await desk.app.stop();
      desk = await startDesk();
    },
  };
}

let passwordHash: Promise<string> | undefined;

type SigningIn = { url: string; origin: string; database: Database; email: string; now: number };

async function signIn({ url, origin, database, email, now }: SigningIn): Promise<Agent> {
  // What a real one costs is a test of its own.
  passwordHash ??= hashPassword(PASSWORD, { memory: 64, passes: 1, parallelism: 1 });
  const hash = await passwordHash;
  const known = await database.query
    .selectFrom('staff')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirst();
  if (known === undefined) await database.write(trx => addStaff(trx, { email, passwordHash: hash, now }));

  const agent = supertest.agent(url);
  await agent
    .post('/admin/login')
    .type('form')
    .send({ email, password: PASSWORD })
    .set('Origin', origin)
    .expect(303);
  return agent;
}

/** Desks of one test that still run may open and close sockets: only the last of them tells. */
let openWorlds = 0;
let socketsBefore = 0;

type Found = { dataDir: string; uploads: ReadonlySet<string> };

/** What is closed may need a moment to be gone. */
async function refuseLeftOpen(found: Found, patience = PATIENCE / 100): Promise<void> {
  const { dataDir, uploads } = found;
  const left = [
    ...(await openFiles(dataDir)).map(path => `an open file: ${path}`),
    ...(await unfinishedFiles(dataDir, uploads)).map(name => `an unfinished upload: ${name}`),
    ...(openWorlds === 0 && openSockets() > socketsBefore
      ? [`${openSockets() - socketsBefore} open sockets`]
      : []),
  ];
  if (left.length === 0) return;
  if (patience === 0) throw new Error(`The desk has left behind ${left.join(', ')}`);
  await wait(100);
  return refuseLeftOpen(found, patience - 1);
}
