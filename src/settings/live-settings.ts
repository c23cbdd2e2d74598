import type { Config } from '../config/config.ts';
import { deskConfigWith } from '../config/desk-config.ts';
import type { Database } from '../db/database.ts';
import { SETTINGS } from '../db/desk-facts.ts';
import type { Log } from '../log.ts';
import { type KeptSettings, readKeptSettings } from './kept-settings.ts';

/** Milliseconds. What was published while nobody could hear it is found by then. */
const EVERY = 15_000;

type Listener = () => void | Promise<void>;

/** The settings as admins have them now, on every process, without a question for each request. */
export type LiveSettings = {
  /** One object for as long as the process lives; what it says of the desk changes. Read from it anew, never keep a part. */
  settings: Config;
  /** What admins have chosen, as this process has it. */
  kept(): KeptSettings;
  /** Once the settings are others: for what is made from them and kept. One after the other, as they were added. */
  onChange(listener: Listener): void;
  /** Resolves once this process goes by what is kept now. */
  reload(): Promise<void>;
  /** As `reload`, and the other processes are told. */
  publish(): Promise<void>;
  close(): Promise<void>;
};

type Parts = { database: Database; log: Log; every?: number };

export async function openLiveSettings(
  config: Config,
  { database, log, every = EVERY }: Parts,
): Promise<LiveSettings> {
  let kept = await readKeptSettings(database.query);
  // The version that all listeners have heard of: where one fails, all are told again at the next look.
  let told = kept.version;
  const settings: Config = { ...config, ...deskConfigWith(kept.values, config.given) };
  const listeners: Listener[] = [];

  async function take(): Promise<void> {
    const found = await readKeptSettings(database.query);
    if (found.version === told) return;
    kept = found;
    Object.assign(settings, deskConfigWith(kept.values, config.given));
    for (const listener of listeners) await listener();
    told = found.version;
  }
  // One at a time: of two, the one that reads last must be the one that is taken last.
  let underWay = Promise.resolve();
  const reload = () => {
    const taken = underWay.then(take);
    underWay = taken.catch(() => {});
    return taken;
  };
  const look = () =>
    void reload().catch(error =>
      log.warn({ error }, 'the settings could not be read, and stay as they were'),
    );
  database.subscribe(SETTINGS, look);
  const timer = setInterval(look, every).unref();
  return {
    settings,
    kept: () => kept,
    onChange: listener => void listeners.push(listener),
    reload,
    publish() {
      database.publish(SETTINGS);
      return reload();
    },
    async close() {
      clearInterval(timer);
      await underWay;
    },
  };
}
