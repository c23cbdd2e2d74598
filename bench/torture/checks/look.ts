import { deriveKeys } from '../../../src/privacy/keys.ts';
import { SECRET_KEY, type World } from '../world.ts';
import { createFilesCheck } from './files.ts';
import { checkHistories } from './history.ts';
import { type Cause, createMailCheck } from './mails.ts';
import { foldersOf, type Seen } from './seen.ts';
import { checkTips } from './tips.ts';
import { checkWhole } from './whole.ts';

/** What was seen, and why mails came more than once. */
export type Look = { seen: Seen; causes: ReadonlyMap<Cause, number> };

type Parts = {
  store: Pick<World['store'], 'read' | 'damages'>;
  files: World['files'];
  ledger: World['ledger'];
  peer: Pick<World['peer'], 'taken'>;
};

/** Holds what the server has left against what it promised. `thoroughly`: every byte of every file is read again. */
export function createLook({ store, files, ledger, peer }: Parts) {
  const { receiptHash } = deriveKeys(SECRET_KEY);
  const checkFiles = createFilesCheck(ledger);
  const checkMails = createMailCheck(ledger);
  return async ({ thoroughly = false } = {}): Promise<Look> => {
    for (const damage of await store.damages()) ledger.complain('lost', `the database is damaged: ${damage}`);
    const kept = await store.read();
    const seen = {
      kept,
      folders: foldersOf(kept, ledger),
      files: await files(),
      taken: peer.taken,
    };
    checkTips(seen, ledger, receiptHash);
    checkWhole(seen, ledger);
    checkHistories(seen, ledger);
    await checkFiles(seen, thoroughly);
    return { seen, causes: checkMails(seen) };
  };
}
