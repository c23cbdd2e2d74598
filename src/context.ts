import type { Config } from './config/config.ts';
import { randomId } from './crypto/ids.ts';
import { derivePassingKeys, deriveSecretKeys, type Keys, type SecretKeys } from './crypto/keys.ts';
import type { Masters } from './crypto/masters.ts';
import type { Database } from './db/database.ts';
import { keepFact, MAIL_MARK } from './db/desk-facts.ts';
import { loadDeskSecret } from './db/desk-secret.ts';
import { openDatabase } from './db/open.ts';
import { openMasters } from './db/seal-keys.ts';
import { DatabaseAway } from './db/troubles.ts';
import { createServedFrom, keyMark } from './db/versions/processes.ts';
import { createSignOfLife, type SignOfLife } from './db/versions/sign-of-life.ts';
import { openFiles } from './files/open-files.ts';
import { findAgain } from './files/sealed/find-stored.ts';
import { createSealedFiles, type SealedFiles } from './files/sealed/sealed-files.ts';
import type { Unopened } from './files/sealed/unopened.ts';
import { createUploads, type Uploads } from './files/uploads/uploads.ts';
import type { Log } from './log.ts';
import { type LiveSettings, openLiveSettings } from './settings/live-settings.ts';

/** What every room is handed. */
export type Context = {
  /** What it says of the desk follows what admins change: read from it anew, never keep a part. */
  settings: Config;
  liveSettings: LiveSettings;
  database: Database;
  files: SealedFiles;
  uploads: Uploads;
  keys: Keys;
  masters: Masters;
  /** Whether what is written may be sealed: no process is left that could not read it. */
  maySeal: () => Promise<boolean>;
  /** Random letters by which this desk's mails are told from any other's of its domain. */
  mailMark: string;
  /** By it the others know of this process, and it of the least version that may serve. */
  life: SignOfLife;
  /** Milliseconds since 1970, UTC. */
  clock: () => number;
  log: Log;
  /** Counts a new tip, where somebody may read the count. */
  countTip: (channel: string) => void;
  /** How much is sealed, was asked for since the start, and does not open. */
  unopened: () => number;
};

/** What measures the rooms while they work. */
type Instruments = {
  timed(database: Database): Database;
  weighed(files: SealedFiles): SealedFiles;
  /** It was asked for and does not open. */
  countUnopened(kind: 'file' | 'text'): void;
  countTip(channel: string): void;
};

type Surroundings = { clock: () => number; log: Log; instruments: Instruments | null };

/** The first version that reads what is sealed. */
const SEALS_FROM = '0.4.0';

/** Opens what is kept. Refused are a database that needs a newer version and one that belongs to another key. */
export async function openContext(
  config: Config,
  { clock, log, instruments }: Surroundings,
): Promise<Context> {
  // What keeps it from opening is told by whoever starts it.
  let hear = (_error: Error): void => {};
  const opened = await openDatabase(config.database, config.dataDir, error => hear(error));
  hear = logTrouble(log);
  const database = instruments?.timed(opened) ?? opened;
  const given = { given: config.secretKey?.key ?? null, dataDir: config.dataDir };
  const secret = await loadDeskSecret(database.query, given).catch(async error => {
    await database.close();
    throw error;
  });
  const ofSecret = deriveSecretKeys(secret);
  const life = createSignOfLife({ database, log, secretKey: keyMark(ofSecret) });
  const { keys, mailMark, ...begun } = await begin({ database, life, secret, ofSecret, now: clock() }).catch(
    async error => {
      await life.end();
      await database.close();
      throw error;
    },
  );
  const liveSettings = await openLiveSettings(config, { database, log });
  const { settings } = liveSettings;
  const maySeal = createServedFrom(database, SEALS_FROM);
  const unopened = createUnopened(log, instruments);
  const masters = { ...begun.masters, onUnopened: unopened.text };
  const kept = await openKept(settings, { database, clock, log, masters, maySeal, unopened, instruments });
  const countTip = instruments?.countTip ?? (() => {});
  return {
    ...{ settings, liveSettings, database, ...kept, keys, masters, maySeal, mailMark, life, clock, log },
    ...{ countTip, unopened: unopened.count },
  };
}

type KeptParts = Pick<Context, 'database' | 'clock' | 'log' | 'masters' | 'maySeal'> & {
  unopened: ReturnType<typeof createUnopened>;
  instruments: Instruments | null;
};

/** The files, and what is on its way to become one. */
async function openKept(
  settings: Config,
  { database, clock, log, masters, maySeal, unopened, instruments }: KeptParts,
): Promise<Pick<Context, 'files' | 'uploads'>> {
  const store = await openFiles(settings, { database, clock });
  const isFar = settings.files.kept === 's3';
  // Not waited for: what people write is taken without it.
  if (isFar) store.check().catch(error => log.warn({ error }, 'the bucket takes no files'));
  const sealed = createSealedFiles({
    ...{ store, masters, maySeal, isFar },
    findAgain: file => findAgain(database.query, file),
    onUnopened: unopened.file,
  });
  const files = instruments?.weighed(sealed) ?? sealed;
  const uploads = createUploads({ database, files, masters, clock, onUnopened: unopened.upload });
  return { files, uploads };
}

/** More are not counted: by then it is known that all is damaged. */
const MOST_UNOPENED = 10_000;

/** Hears of what is asked for and does not open. Each counts once, however often it is asked for. */
function createUnopened(log: Log, instruments: Instruments | null) {
  const heardOf = new Set<string>();
  const add = (kind: 'file' | 'text', place: string) => {
    const before = heardOf.size;
    if (before < MOST_UNOPENED && heardOf.add(`${kind} ${place}`).size > before)
      instruments?.countUnopened(kind);
  };
  return {
    count: () => heardOf.size,
    text: (place: string) => add('text', place),
    file(error: Unopened) {
      log.error({ id: error.file, error }, 'a file cannot be opened');
      add('file', error.file);
    },
    /** Without its id: whoever has that can go on with it. */
    upload(error: Unopened) {
      log.error({ error }, 'an upload cannot be opened, and counts as gone');
      add('file', error.file);
    },
  };
}

type Beginning = {
  database: Database;
  life: SignOfLife;
  secret: Buffer;
  ofSecret: SecretKeys;
  now: number;
};

/** @throws {WrongKey}, {VersionTooOld} */
async function begin({ database, life, secret, ofSecret, now }: Beginning) {
  const opening = { secret, keys: ofSecret, now };
  await openMasters(database, opening);
  await life.begin();
  // Once more: the key may have been ended just before anybody could know of this process.
  const masters = await openMasters(database, opening);
  const mailMark = await keepFact(database, MAIL_MARK, randomId().slice(0, 12));
  const passing = derivePassingKeys(masters.current.key, secret);
  return { keys: { ...ofSecret, ...passing, ...masters.lasting }, masters, mailMark };
}

/** All connections are lost at once when the database ends: that is one line. Milliseconds. */
const AT_ONCE = 10_000;

function logTrouble(log: Log): (error: Error) => void {
  let lastLost = Number.NEGATIVE_INFINITY;
  return error => {
    if (error instanceof DatabaseAway)
      return log.error({ kind: error.why, error }, 'the database cannot be used');
    if (performance.now() - lastLost >= AT_ONCE) log.warn({ error }, 'a database connection was lost');
    lastLost = performance.now();
  };
}

export async function closeContext({ files, life, liveSettings, database }: Context): Promise<void> {
  await files.close();
  await liveSettings.close();
  // Until then the others must count on what it may still write.
  await life.end();
  await database.close();
}
