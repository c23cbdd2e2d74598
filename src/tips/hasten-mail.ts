import type { Write } from '../db/database.ts';
import { hasten } from '../outbox/owe.ts';
import { TIP_MAIL } from './receive.ts';

/** The tip's mail waits for the scan of its files no longer. Wake the outbox after it. */
export const hastenTipMail = (trx: Write, now: number, tip: number): Promise<void> =>
  hasten(trx, now, TIP_MAIL, String(tip));
