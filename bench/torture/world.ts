import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesOnDisk, type KeptFile } from './checks/observed.ts';
import { createDesk, type Desk } from './desk/desk.ts';
import { type Disk, openDisk } from './desk/disk.ts';
import { createLedger, type Ledger, type Violation } from './ledger.ts';
import { account } from './load/session.ts';
import { createRandom, type Random } from './random.ts';
import { createPeer, type Peer } from './smtp/peer.ts';
import { givenPostgresStore, postgresStore } from './stores/postgres.ts';
import { sqliteStore } from './stores/sqlite.ts';
import type { Store } from './stores/store.ts';

/** What is tortured, and all that surrounds it. */
export type World = {
  random: Random;
  ledger: Ledger;
  desk: Desk;
  store: Store;
  peer: Peer;
  /** What it has of readers' files, by their ids. */
  files(): Promise<Map<string, KeptFile>>;
  /** Ends all. Answers where the data is, if something was lost and it is kept. */
  close(): Promise<string | null>;
};

/** One server with a disk of its own. */
export type LoneWorld = World & { engine: Engine; disk: Disk };

export type Engine = 'sqlite' | 'postgres';

export type WorldPlan = {
  engine: Engine;
  seed: string;
  /** Whether a disk of its own may be mounted. */
  mayMount: boolean;
  /** A PostgreSQL that is there already; it is not broken, then. */
  postgresUrl?: string | undefined;
  onViolation: (violation: Violation) => void;
};

export const INBOX = ['desk@newsroom.example', 'night@newsroom.example'];
export const SECRET_KEY = Buffer.alloc(32, 'a key for torture');

export async function createWorld({
  engine,
  seed,
  mayMount,
  postgresUrl,
  onViolation,
}: WorldPlan): Promise<LoneWorld> {
  const random = createRandom(`${seed}/${engine}`);
  const ledger = createLedger(onViolation);
  await using made = new AsyncDisposableStack();
  let keepIn: string | null = null;
  const disk = await openDisk(mayMount);
  made.defer(() => disk.close(keepIn));
  const store = await openStore(engine, disk.folder, postgresUrl);
  made.defer(() => store.close(keepIn));
  const run = () => ledger.runs.length;
  const peer = await createPeer({ random: random.of('mail server'), run, count: ledger.count });
  made.defer(peer.close);
  const settings = (url: string) => ({
    ...settingsFor(url, peer),
    DATA_DIR: disk.folder,
    DISK_RESERVE: '0',
    ...store.settings,
  });
  const desk = await createDesk(settings, output => noteDeath(ledger, output));
  made.defer(desk.kill);
  const all = made.move();
  return {
    engine,
    random,
    ledger,
    desk,
    disk,
    store,
    peer,
    files: () => filesOnDisk(disk.folder),
    async close() {
      if (ledger.violations.length > 0) keepIn = await mkdtemp(join(tmpdir(), 'jebo-torture-lost-'));
      await all.disposeAsync();
      return keepIn;
    },
  };
}

/** While it starts, the server listens already; where its database then fails it, it gives up and says so to the operator. */
export function noteDeath({ runs, count, complain }: Ledger, output: string): void {
  const isBroken = runs.at(-1)?.outages.some(({ to }) => to > Date.now() - JUST_OVER);
  if (isBroken && output.includes('The desk could not start:')) count('starts in vain');
  else complain('died', `the server ended by itself:\n${output}`);
}

/** In milliseconds. On a busy machine a start that fails takes seconds to say so. */
const JUST_OVER = 5_000;

function openStore(engine: Engine, folder: string, url: string | undefined): Promise<Store> | Store {
  if (engine === 'sqlite') return sqliteStore(folder);
  return url === undefined ? postgresStore() : givenPostgresStore(url);
}

export const settingsFor = (url: string, peer: Pick<Peer, 'url'>) => ({
  PUBLIC_URL: url,
  SECRET_KEY: SECRET_KEY.toString('base64'),
  SMTP_URL: peer.url,
  // The files of a mail are held against what was sent; a copy of ours is made of a picture.
  MAIL_ATTACH: 'all',
  MAIL_FROM: 'Jebo <jebo@newsroom.example>',
  NEWSROOM_INBOX: INBOX.join(', '),
  // Small files are attached, the rest are links.
  MAIL_ATTACH_LIMIT: '20kb',
  ADMIN_EMAIL: account.email,
  ADMIN_PASSWORD: account.password,
});
