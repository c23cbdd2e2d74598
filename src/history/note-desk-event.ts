import type { Write } from '../db/database.ts';
import type { DeskEventKind } from './kinds.ts';

/** `by`: the id of who did it; null where nobody of the staff did, as from the shell. `at`: milliseconds since 1970, UTC. */
type DeskEvent = {
  kind: DeskEventKind;
  by: string | null;
  at: number;
  /** The id of the account, token, topic or setting that it is about. */
  subject?: string | null;
  /** In the desk's own words, such as the role that was given; never what a reader wrote, nor a network address. */
  detail?: string | null;
};

/** Notes in the history what is about no tip, in the transaction of what came about. For a tip: `noteEvents` in tips. */
export async function noteDeskEvent(
  trx: Write,
  { kind, by, at, subject = null, detail = null }: DeskEvent,
): Promise<void> {
  await trx.insertInto('events').values({ tip: null, kind, staff_id: by, at, subject, detail }).execute();
}
