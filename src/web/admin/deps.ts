import type { Config } from '../../config.ts';
import type { Database } from '../../db/database.ts';
import type { Health } from '../../outbox/health.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import type { Desk } from '../../tips/desk.ts';
import type { Assets } from '../assets.ts';

/**
 * What admins are told until someone mends it. `forwarded`: a proxy nobody told us of; `disk`: new files are refused,
 * because the disk has come down to its reserve; `scanner`: files wait for their scan; `darkroom`: files wait to be looked at.
 */
export type DeskWarning = 'forwarded' | 'disk' | 'scanner' | 'darkroom';

/** What the staff's pages work with. */
export type AdminDeps = {
  settings: Pick<Config, 'publicUrl' | 'newsroom' | 'smtpUrl'>;
  database: Database;
  clock: () => number;
  desk: Desk;
  outbox: { mailHealth(): Promise<Health>; retry: Outbox['retry'] };
  /** Owes a test mail to each address of the inbox. */
  sendTestMail: () => Promise<void>;
  assets: Pick<Assets, 'href'>;
  /** Those that only the door knows of. */
  warnings: () => readonly DeskWarning[];
};
