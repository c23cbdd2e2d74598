import type { Database } from '../db/database.ts';
import type { FileStore } from '../files/store.ts';
import type { Uploads } from '../files/uploads.ts';
import type { Keys } from '../privacy/keys.ts';

/** What the verbs of a tip work with. */
export type Desk = {
  database: Database;
  files: FileStore;
  uploads: Uploads;
  keys: Keys;
  clock: () => number;
  /** One mail for each tip and each of these addresses. */
  inbox: readonly string[];
  timeZone: string;
  /** Whether there is a scanner: new files are then scanned before their tip's mail goes. */
  scansFiles: boolean;
  /** Removes what was kept of a tip's mails on this machine. */
  recallMails: (tip: number) => Promise<void>;
  /** Told of each new tip, where somebody counts them. */
  noteTip?: (channel: string) => void;
  /** Something is owed now: do not wait for the next round. */
  wakeOutbox: () => void;
};
