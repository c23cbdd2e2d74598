import type { Database } from '../../db/database.ts';
import { DatabaseAway } from '../../db/troubles.ts';
import { noteDeskEvent } from '../../history/note-desk-event.ts';

type Parts = { database: Database; clock: () => number };

/** Whose account it was about stands in the history; what was typed does not, as it may be anything. */
export async function noteFailure({ database, clock }: Parts, subject: string | null): Promise<void> {
  const failed = { kind: 'sign-in failed', by: null, subject, at: clock() } as const;
  await database
    .write(trx => noteDeskEvent(trx, failed))
    .catch(error => {
      // Where it can only be read just now, the answer is the same.
      if (!(error instanceof DatabaseAway)) throw error;
    });
}
