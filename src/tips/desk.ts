import type { Database } from '../db/database.ts';
import type { FileStore } from '../files/store.ts';
import type { Keys } from '../privacy/keys.ts';

/** What the verbs of a tip work with. */
export type Desk = {
  database: Database;
  files: FileStore;
  keys: Keys;
  clock: () => number;
  /** One mail for each tip and each of these addresses. */
  inbox: readonly string[];
  timeZone: string;
  /** Removes what was kept of a tip's mails on this machine. */
  recallMails: (tip: number) => Promise<void>;
  /** Something is owed now: do not wait for the next round. */
  wakeOutbox: () => void;
};
