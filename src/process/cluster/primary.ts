import type { Config } from '../../config/config.ts';
import { deriveSecretKeys } from '../../crypto/keys.ts';
import { loadDeskSecret } from '../../db/desk-secret.ts';
import { openDatabase } from '../../db/open.ts';
import { openMasters } from '../../db/seal-keys.ts';
import type { Log } from '../../log.ts';
import { welcomeStaff } from '../../staff/accounts/setup-links.ts';
import { readPlainLeft } from '../../tips/sealing/plain-left.ts';
import { startAndEndOnSignal } from '../signals.ts';
import { startLines, TOO_OLD } from '../start.ts';
import { notesOfPlain } from '../tell-of-plain.ts';
import { tellOfSandbox } from '../tell-of-sandbox.ts';
import { createWorkerPool } from './worker-pool.ts';

/**
 * The primary process, which answers no request itself: it prepares the database, starts the workers, holds the port for
 * connections, and replaces those that die.
 * @throws what keeps the first worker from starting, once for all of them.
 */
export async function runPrimary(config: Config, log: Log): Promise<void> {
  const database = await openDatabase(config.database, config.dataDir);
  const workers = createWorkerPool(log);
  try {
    const given = config.secretKey?.key ?? null;
    const secret = await loadDeskSecret(database.query, { given, dataDir: config.dataDir });
    await openMasters(database, { secret, keys: deriveSecretKeys(secret), now: Date.now() });
    const end = await startAndEndOnSignal({ start: workers.begin, stop: workers.stop }, log);
    const setupLink = await welcomeStaff(database, config, Date.now());
    workers.whenTooOld(message => {
      log.error({}, message);
      end(TOO_OLD);
    });
    const others = Array.from({ length: config.workers - 1 }, (_, index) => workers.add(index + 2));
    await Promise.all(others);
    const lines = startLines(config, setupLink, notesOfPlain(await readPlainLeft(database.query)));
    process.stdout.write(`${lines.join('\n')}\n`);
  } finally {
    await database.close();
  }
  await tellOfSandbox(log);
}
