import { deriveSecretKeys } from '../../../src/crypto/keys.ts';
import { mastersIn } from '../../../src/db/seal-keys.ts';
import { SECRET_KEY, type World } from '../world.ts';
import { createFilesCheck } from './files.ts';
import { checkHistories } from './history.ts';
import { type Cause, createMailCheck } from './mails.ts';
import { type Observed, recordsOf } from './observed.ts';
import { openKept } from './opened.ts';
import { checkTips } from './tips.ts';
import { checkWhole } from './whole.ts';

/** What was seen, and why mails came more than once. */
export type CheckResult = { observed: Observed; causes: ReadonlyMap<Cause, number> };

type Parts = {
  store: Pick<World['store'], 'read' | 'damages'>;
  files: World['files'];
  ledger: World['ledger'];
  peer: Pick<World['peer'], 'taken'>;
};

/** Holds what the server has left against what it promised. `thoroughly`: every byte of every file is read again. */
export function createCheck({ store, files, ledger, peer }: Parts) {
  const keys = deriveSecretKeys(SECRET_KEY);
  const checkFiles = createFilesCheck(ledger);
  const checkMails = createMailCheck(ledger);
  return async ({ thoroughly = false } = {}): Promise<CheckResult> => {
    for (const damage of await store.damages()) ledger.complain('lost', `the database is damaged: ${damage}`);
    const sealed = await store.read();
    const masters = mastersIn(sealed.seal_keys, keys);
    const kept = openKept(sealed, masters);
    const observed = {
      kept,
      records: recordsOf(kept, ledger),
      files: await files(),
      taken: peer.taken,
    };
    checkTips(observed, ledger, masters.lasting.receiptHash);
    checkWhole(observed, ledger);
    checkHistories(observed, ledger);
    await checkFiles(observed, masters, thoroughly);
    return { observed, causes: checkMails(observed) };
  };
}
