import { sql } from 'kysely';
import type { SecretKeys } from '../crypto/keys.ts';
import type { Database, Write } from './database.ts';
import { KEY_FINGERPRINT, readFact, writeFact } from './desk-facts.ts';
import { openAllMasters, readSealKeys, wrapMasters } from './seal-keys.ts';
import { countStartedOtherwise, isServedFrom, keyMark } from './versions/processes.ts';

/** The first version that opens the desk by its masters: an older one takes any new key for that of another desk. */
const KNOWS_MASTERS = '0.3.0';

/** Why a key is not changed now: a sentence or two for the operator. */
export class RotationRefused extends Error {
  override name = 'RotationRefused';
}

/** Notes it in the history, in its transaction. */
type Note = (trx: Write) => Promise<void>;

type Rotation = { keys: SecretKeys; next: SecretKeys; now: number; note?: Note };

/**
 * From now on the desk opens with either key: each master is wrapped under the next one too. Nothing else is touched. One
 * transaction; done again it changes nothing, and done with another key, or back to the old one, that one is the next.
 * @throws {RotationRefused}, and {WrongKey} where `keys` open nothing here.
 */
export async function beginRotation(database: Database, { keys, next, now, note }: Rotation): Promise<void> {
  if (!(await isServedFrom(database, KNOWS_MASTERS)))
    throw new RotationRefused(
      `A version of Jebo before ${KNOWS_MASTERS} is at work on this desk, or was the last to be, and would not know the new key. Start this version, end the older one, and try again after a minute.`,
    );
  await database.write(async trx => {
    await waitForOthers(trx, database.engine);
    const masters = openAllMasters(await readSealKeys(trx), keys);
    await trx
      .insertInto('seal_keys')
      .values(wrapMasters(masters, next, now))
      .onConflict(conflict => conflict.doNothing())
      .execute();
    await writeFact(trx, KEY_FINGERPRINT, next.fingerprint);
    await note?.(trx);
  });
}

/**
 * Only this key opens the desk from now on. Gives how many wraps under others are gone: none where it was done before.
 * @throws {RotationRefused} while a process that may be alive was started with another key, or where this is not the next one.
 */
export async function endRotation(database: Database, keys: SecretKeys, note?: Note): Promise<number> {
  return database.write(async trx => {
    await waitForOthers(trx, database.engine);
    openAllMasters(await readSealKeys(trx), keys);
    if ((await readFact(trx, KEY_FINGERPRINT)) !== keys.fingerprint) throw new RotationRefused(isOldKey);
    const others = await countStartedOtherwise(trx, database.engine, keyMark(keys));
    if (others > 0) throw new RotationRefused(isInUse(others));
    const dropped = await trx
      .deleteFrom('seal_keys')
      .where('wrapped_by', '!=', keys.fingerprint)
      .executeTakeFirstOrThrow();
    const count = Number(dropped.numDeletedRows);
    if (count > 0) await note?.(trx);
    return count;
  });
}

const isOldKey =
  'This command was given the old key. Give it the new one as the desk will have it, in SECRET_KEY or as its credential, and try again.';
const isInUse = (others: number) =>
  `Processes that were started with another key, and may be at work: ${others}. Start them again with the new one, and try again; one that has been killed counts for a minute.`;

/** Who begins notes itself, and looks for the masters then: so nobody comes in between. */
async function waitForOthers(trx: Write, engine: Database['engine']): Promise<void> {
  if (engine === 'postgres')
    await sql`lock table processes, seal_keys in share row exclusive mode`.execute(trx);
}
