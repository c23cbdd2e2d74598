import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Chance, createChance } from './chance.ts';
import { filesOnDisk, type KeptFile } from './checks/seen.ts';
import { createDesk, type Desk } from './desk.ts';
import { type Disk, openDisk } from './disk.ts';
import { createLedger, type Ledger, type Violation } from './ledger.ts';
import { account } from './load/session.ts';
import { createPeer, type Peer } from './smtp/peer.ts';
import type { Store } from './stores/kept.ts';
import { givenPostgresStore, postgresStore } from './stores/postgres.ts';
import { sqliteStore } from './stores/sqlite.ts';

/** What is tortured, and all that it lives among. */
export type World = {
  chance: Chance;
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
  tell: (violation: Violation) => void;
};

export const INBOX = ['desk@newsroom.example', 'night@newsroom.example'];
export const SECRET_KEY = Buffer.alloc(32, 'a key for torture');

export async function createWorld({
  engine,
  seed,
  mayMount,
  postgresUrl,
  tell,
}: WorldPlan): Promise<LoneWorld> {
  const chance = createChance(`${seed}/${engine}`);
  const ledger = createLedger(tell);
  await using made = new AsyncDisposableStack();
  let keepIn: string | null = null;
  const disk = await openDisk(mayMount);
  made.defer(() => disk.close(keepIn));
  const store = await openStore(engine, disk.folder, postgresUrl);
  made.defer(() => store.close(keepIn));
  const life = () => ledger.lives.length;
  const peer = await createPeer({ chance: chance.of('mail server'), life, count: ledger.count });
  made.defer(peer.close);
  const settings = (url: string) => ({
    ...settingsFor(url, peer),
    ...{ DATA_DIR: disk.folder, DISK_RESERVE: '0' },
    ...store.settings,
  });
  const desk = await createDesk(settings, said => noteDeath(ledger, said));
  made.defer(desk.kill);
  const all = made.move();
  return {
    ...{ engine, chance, ledger, desk, disk, store, peer, files: () => filesOnDisk(disk.folder) },
    async close() {
      if (ledger.violations.length > 0) keepIn = await mkdtemp(join(tmpdir(), 'jebo-torture-lost-'));
      await all.disposeAsync();
      return keepIn;
    },
  };
}

/** While it starts, the server listens already; that it gives up where its database then fails it, a keeper is told. */
export function noteDeath({ lives, count, complain }: Ledger, said: string): void {
  const isBroken = lives.at(-1)?.outages.some(({ to }) => to > Date.now() - JUST_OVER);
  if (isBroken && said.includes('The desk could not start:')) count('starts in vain');
  else complain('died', `the server ended by itself:\n${said}`);
}

/** In milliseconds. */
const JUST_OVER = 1_000;

function openStore(engine: Engine, folder: string, url: string | undefined): Promise<Store> | Store {
  if (engine === 'sqlite') return sqliteStore(folder);
  return url === undefined ? postgresStore() : givenPostgresStore(url);
}

export const settingsFor = (url: string, peer: Pick<Peer, 'url'>) => ({
  PUBLIC_URL: url,
  SECRET_KEY: SECRET_KEY.toString('base64'),
  SMTP_URL: peer.url,
  MAIL_FROM: 'Jebo <jebo@newsroom.example>',
  NEWSROOM_INBOX: INBOX.join(', '),
  // Small files ride, the rest are links.
  MAIL_ATTACH_LIMIT: '20kb',
  ADMIN_EMAIL: account.email,
  ADMIN_PASSWORD: account.password,
});
