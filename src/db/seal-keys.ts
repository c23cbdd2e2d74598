import { randomBytes } from 'node:crypto';
import type { Selectable } from 'kysely';
import { randomId } from '../crypto/ids.ts';
import { deriveLastingKeys, type SecretKeys } from '../crypto/keys.ts';
import type { Masters } from '../crypto/masters.ts';
import { placeOf, unwrapKey, wrapKey } from '../crypto/seal.ts';
import type { Database, Query, Write } from './database.ts';
import { KEY_FINGERPRINT, readFact, refuseAnotherKey, WrongKey, writeFact } from './desk-facts.ts';
import type { Schema } from './schema/schema.ts';

/** The master that everything that lasts is derived from. */
const LASTING = 0;
const MASTER_BYTES = 32;

const placeOfMaster = (master: number) => placeOf('jebo master', 1, master);

type Opening = { secret: Buffer; keys: Pick<SecretKeys, 'masters' | 'fingerprint'>; now: number };

/**
 * The desk's masters; made by the first process that asks for them.
 * @throws {WrongKey} when the desk was made under another secret key, and this one is not to take its place.
 */
export async function openMasters(database: Database, opening: Opening): Promise<Masters> {
  let rows = await readSealKeys(database.query);
  if (rows.length === 0) {
    await makeMasters(database, opening);
    rows = await readSealKeys(database.query);
  }
  return mastersIn(rows, opening.keys);
}

type Row = Selectable<Schema['seal_keys']>;

/** One that lies open: it goes nowhere but under another key, or into a backup's encryption. */
export type KeptMaster = { master: number; key: Buffer };

export const readSealKeys = (query: Query | Write): Promise<Row[]> =>
  query.selectFrom('seal_keys').selectAll().execute();

/** The masters as they are, each by its number; null for one that is wrapped under this key and does not open. */
const openWraps = (rows: readonly Row[], keys: Opening['keys']): Map<number, Buffer | null> =>
  new Map(
    rows
      .filter(row => row.wrapped_by === keys.fingerprint)
      .map(({ master, wrapped }) => [master, unwrapKey(keys.masters, wrapped, placeOfMaster(master))]),
  );

/** What this secret key opens of them. @throws {WrongKey} */
export function mastersIn(rows: readonly Row[], keys: Opening['keys']): Masters {
  const opened = openWraps(rows, keys);
  const [lasting, id] = [opened.get(LASTING), Math.max(...opened.keys())];
  const key = opened.get(id);
  if (!lasting || !key || id === LASTING) throw new WrongKey();
  return {
    current: { id, key },
    find: of => (of === LASTING ? null : (opened.get(of) ?? null)),
    lasting: deriveLastingKeys(lasting),
  };
}

/** Of processes that do so at once, the first one's are kept. @throws {WrongKey} */
async function makeMasters(database: Database, { secret, keys, now }: Opening): Promise<void> {
  const isNewDesk = (await readFact(database.query, KEY_FINGERPRINT)) === null;
  await refuseAnotherKey(database, keys.fingerprint);
  // A desk of before has given out receipts by what follows from its secret key: they go on.
  const rows = newMasters(isNewDesk ? randomBytes(MASTER_BYTES) : secret, keys, now);
  await database.write(trx =>
    trx
      .insertInto('seal_keys')
      .values(rows)
      .onConflict(conflict => conflict.doNothing())
      .execute(),
  );
}

/** All of them, by their numbers. @throws {WrongKey} where one does not open with this key. */
export function openAllMasters(rows: readonly Row[], keys: Opening['keys']): KeptMaster[] {
  const opened = [...openWraps(rows, keys)];
  if (opened.length === 0 || opened.length < new Set(rows.map(row => row.master)).size) throw new WrongKey();
  return opened.map(([master, key]) => {
    if (key === null) throw new WrongKey();
    return { master, key };
  });
}

/** As they are kept under this key. */
export const wrapMasters = (masters: readonly KeptMaster[], keys: Opening['keys'], now: number): Row[] =>
  masters.map(({ master, key }) => ({
    id: randomId(),
    master,
    wrapped_by: keys.fingerprint,
    wrapped: wrapKey(keys.masters, key, placeOfMaster(master)),
    made_at: now,
  }));

/** Of a desk of before there were any: what lasts followed from its secret key. */
export const mastersOfBefore = (secret: Buffer): KeptMaster[] => [{ master: LASTING, key: secret }];

/** Puts masters, as a backup holds them, under this key, which is the desk's from now on. */
export async function putMasters(
  trx: Write,
  masters: readonly KeptMaster[],
  keys: Opening['keys'],
  now: number,
): Promise<void> {
  await trx
    .insertInto('seal_keys')
    .values(wrapMasters(withMasterToSeal(masters), keys, now))
    .execute();
  await writeFact(trx, KEY_FINGERPRINT, keys.fingerprint);
}

/** As they are kept: the one that all that lasts is derived from, and a new one to seal with. */
export const newMasters = (lasting: Buffer, keys: Opening['keys'], now: number): Row[] =>
  wrapMasters(withMasterToSeal(mastersOfBefore(lasting)), keys, now);

/** A desk of before had none to seal with. */
const withMasterToSeal = (masters: readonly KeptMaster[]): KeptMaster[] =>
  masters.some(({ master }) => master > LASTING)
    ? [...masters]
    : [...masters, { master: LASTING + 1, key: randomBytes(MASTER_BYTES) }];
