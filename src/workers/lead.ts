import type { Config } from '../config.ts';
import { openDatabase } from '../db/open.ts';
import { refuseAnotherKey } from '../db/own-key.ts';
import { endOnSignal } from '../end-on-signal.ts';
import type { Log } from '../log.ts';
import { deriveKeys } from '../privacy/keys.ts';
import { loadSecretKey } from '../privacy/secret-key.ts';
import { welcomeStaff } from '../staff/welcome.ts';
import { startLines } from '../start-words.ts';
import { createTeam } from './team.ts';

/**
 * The first process, which answers no request itself: it prepares the database, starts the workers, hands them the
 * connections, and replaces those that die.
 * @throws what keeps the first worker from starting, once for all of them.
 */
export async function lead(config: Config, log: Log): Promise<void> {
  const keys = deriveKeys(await loadSecretKey(config.secretKey, config.dataDir));
  const database = await openDatabase(config.database, config.dataDir);
  const team = createTeam(log);
  try {
    await refuseAnotherKey(database, keys.fingerprint);
    await team.begin();
    const setupLink = await welcomeStaff(database, config, Date.now());
    endOnSignal(team.stop, log);
    const others = Array.from({ length: config.workers - 1 }, (_, index) => team.add(index + 2));
    await Promise.all(others);
    process.stdout.write(`${startLines(config, setupLink).join('\n')}\n`);
  } finally {
    await database.close();
  }
}
