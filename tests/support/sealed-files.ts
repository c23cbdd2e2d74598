import { buffer } from 'node:stream/consumers';
import type { Config } from '../../src/config/config.ts';
import { deriveSecretKeys } from '../../src/crypto/keys.ts';
import type { Masters } from '../../src/crypto/masters.ts';
import { loadSecretKey } from '../../src/crypto/secret-key.ts';
import type { Database } from '../../src/db/database.ts';
import { openMasters } from '../../src/db/seal-keys.ts';
import { tipSealOf } from '../../src/db/tip-keys.ts';
import { openFiles } from '../../src/files/open-files.ts';
import { readFileFacts } from '../../src/files/sealed/file-seal.ts';
import { findAgain } from '../../src/files/sealed/find-stored.ts';
import { createSealedFiles, type SealedFiles } from '../../src/files/sealed/sealed-files.ts';
import { sealOfTip } from '../../src/files/sealed/stored-as.ts';
import type { FileStore } from '../../src/files/store.ts';
import { readUpload } from '../../src/files/uploads/upload-rows.ts';
import { whenDone } from './cleanup.ts';

/** As a desk with these keys has its files. */
export const sealedOn = (
  store: FileStore,
  masters: Masters,
  { isFar = false, database }: { isFar?: boolean; database?: Database } = {},
): SealedFiles =>
  createSealedFiles({
    ...{ store, masters, isFar, maySeal: async () => true },
    findAgain: async file => (database ? findAgain(database.query, file) : null),
  });

/** As long as an older version is at work beside it. */
export const unsealedOn = (store: FileStore, masters: Masters, isFar = false): SealedFiles =>
  createSealedFiles({ store, masters, isFar, maySeal: async () => false });

type Place = Pick<Config, 'secretKey' | 'dataDir' | 'files' | 'limits'>;

/** The keys of a desk that is there already, as another process finds them. */
export async function mastersOf(
  { secretKey, dataDir }: Pick<Place, 'secretKey' | 'dataDir'>,
  database: Database,
) {
  const secret = await loadSecretKey(secretKey?.key ?? null, dataDir);
  return openMasters(database, { secret, keys: deriveSecretKeys(secret), now: 0 });
}

/** `masters`: of a desk that keeps none in its database. */
type Known = { masters?: Masters; isSealed?: boolean };

/** The same, with its files. */
export async function filesOf(place: Place, database: Database, known: Known = {}) {
  const masters = known.masters ?? (await mastersOf(place, database));
  const store = await openFiles(place, { database });
  whenDone(() => store.close());
  const isFar = place.files.kept === 's3';
  const maySeal = async () => known.isSealed ?? true;
  const means = { store, masters, isFar, maySeal };
  return {
    files: createSealedFiles({ ...means, findAgain: file => findAgain(database.query, file) }),
    masters,
  };
}

type Kept = { config: Place; database: Database } & Known;

/** The rows of all files with the sums that are sealed in them, and all that it takes to read the files. */
export async function fileRows({ config, database, ...known }: Kept) {
  const { files, masters } = await filesOf(config, database, known);
  const rows = await database.query
    .selectFrom('files')
    .leftJoin('tip_keys', 'tip_keys.tip', 'files.tip')
    .selectAll('files')
    .select(['tip_keys.master', 'tip_keys.salt'])
    .orderBy('files.tip')
    .orderBy('files.position')
    .execute();
  return rows.map(row => {
    const seal = sealOfTip(row, tipSealOf(row));
    const bytes = () => buffer(files.read({ id: row.id, size: row.size, seal }));
    return { ...row, ...readFileFacts(masters, row, seal), seal, bytes };
  });
}

/** The names of all files that tips have. */
export const fileNamesOf = async (kept: Kept): Promise<string[]> =>
  (await fileRows(kept)).map(({ name }) => name);

/** All uploads, with what is sealed in their rows. */
export async function uploadRows({ config, database }: { config: Place; database: Database }) {
  const masters = await mastersOf(config, database);
  const rows = await database.query.selectFrom('uploads').selectAll().execute();
  return rows.map(row => ({ ...row, ...readUpload(masters, row) }));
}
