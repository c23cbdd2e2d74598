import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { expressionBuilder } from 'kysely';
import { randomId } from '../../crypto/ids.ts';
import type { Masters } from '../../crypto/masters.ts';
import type { Database } from '../../db/database.ts';
import type { Schema } from '../../db/schema/schema.ts';
import { Refusal } from '../../errors.ts';
import type { Kept } from '../sealed/put-sealed.ts';
import type { SealedFiles } from '../sealed/sealed-files.ts';
import { nullIfUnopened, type Unopened } from '../sealed/unopened.ts';
import type { Put } from '../store.ts';
import { createLeases, type Lease, type Leases, type Which } from './leases.ts';
import { createScrubbing } from './scrubbing.ts';
import { factColumns, readUpload, sealColumns, type Upload } from './upload-rows.ts';
import { createWriters } from './writers.ts';

/** `moved`: the sender meant another byte than the one that is missing. `over`: it sent more than it had said. */
export type Continued = { is: 'moved' | 'over' | 'cut' } | { is: 'taken'; arrived: number };

/**
 * Uploads that go on where they stopped. Each is known by a random id that only its sender has, until a tip claims it;
 * what `arrived` says survives a power cut. The newest connection cuts off an older one, at this process or another:
 * where another does not let go, all but `begin` and `sweep` @throws {Refusal}.
 */
export type Uploads = {
  /** `size` is at least 1: an empty file is told before. */
  begin(file: Pick<Upload, 'name' | 'claimedType' | 'size'>): Promise<Upload>;
  /** Null: unknown, claimed, swept, or damaged, so that its sender begins anew. Whoever is still sending to it is cut off, so that what it answers stays true. */
  find(id: string): Promise<Upload | null>;
  /** Takes more of it; null as in `find`. @throws with ENOSPC when there is no space: what arrived before stays. */
  proceed(id: string, from: number, stream: Readable): Promise<Continued | null>;
  /** Unclaimed ones are gone, and their files with them; others are left alone. */
  remove(ids: readonly string[]): Promise<void>;
  /** Removes those to which nothing was added for a day, and those that were begun a week ago. */
  sweep(signal?: AbortSignal): Promise<void>;
  /** Cuts all senders off, and keeps what they have sent. Nothing is taken after. */
  stop(within?: AbortSignal): Promise<void>;
};

type Given = {
  database: Database;
  files: SealedFiles;
  masters: Masters;
  clock: () => number;
  /** One was asked for and does not open. */
  onUnopened?: (error: Unopened) => void;
};
type Parts = Given & { leases: Leases };

const DAY = 24 * 60 * 60 * 1_000;
const WEEK = 7 * DAY;

export function createUploads(given: Given): Uploads {
  const parts = { ...given, leases: createLeases(given) };
  const writers = createWriters();
  const scrubbing = createScrubbing(parts.database);
  const goneIfUnopened = nullIfUnopened(given.onUnopened);
  return {
    begin: file => begin(parts, file),
    find: id => writers.instead(id, null, () => find(parts, id).catch(goneIfUnopened)),
    proceed: (id, from, stream) =>
      writers.instead(id, stream, () => proceed(parts, id, from, stream).catch(goneIfUnopened)),
    async remove(ids) {
      for (const id of ids) await writers.instead(id, null, () => remove(parts, id));
      if (ids.length > 0) scrubbing.soon();
    },
    async sweep(signal) {
      const old = parts.database.query.selectFrom('uploads').select('id').where(isOld(parts.clock()));
      for (const { id } of await old.execute()) {
        if (signal?.aborted) return;
        // Whoever goes on with it just now is cut off, and it is left to them if more of it has arrived.
        await writers.instead(id, null, () => sweepOne(parts, id));
      }
      await parts.database.scrub();
    },
    async stop(within) {
      scrubbing.stop();
      // They go on where they stopped, at the process beside this or at the next start: nobody waits for long.
      await Promise.race([writers.stop(), ...(within === undefined ? [] : [once(within, 'abort')])]);
    },
  };
}

const { eb } = expressionBuilder<Schema, 'uploads'>();
const isOld = (now: number): Which => eb.or([eb('last_at', '<', now - DAY), eb('begun_at', '<', now - WEEK)]);

async function begin(
  parts: Parts,
  { name, claimedType, size }: Pick<Upload, 'name' | 'claimedType' | 'size'>,
): Promise<Upload> {
  const id = randomId();
  const seal = await parts.files.newSeal(id);
  const upload = { id, name, claimedType, size, arrived: 0, sha256: null, crc32: null, seal };
  const at = parts.clock();
  const facts = { ...factColumns(parts.masters, upload), ...sealColumns(seal) };
  const row = { id, size, arrived: 0, begun_at: at, last_at: at, ...facts };
  await parts.database.write(trx => trx.insertInto('uploads').values(row).execute());
  return upload;
}

const isUnsettled = ({ sha256, arrived, size }: Pick<Upload, 'sha256' | 'arrived' | 'size'>) =>
  sha256 === null && arrived === size;

async function find(parts: Parts, id: string): Promise<Upload | null> {
  const { query } = parts.database;
  const row = await parts.leases.onceFree({ id }, free =>
    query.selectFrom('uploads').selectAll().where(free).executeTakeFirst(),
  );
  if (row === null || !isUnsettled(row)) return row && readUpload(parts.masters, row);
  return parts.leases.during({ id }, lease => settle(parts, lease, begunAs(parts, lease.row)));
}

/** With what is kept beside its chunks. */
type Begun = Upload & { progress: string | null };

const begunAs = ({ masters }: Parts, row: Lease['row']): Begun => ({
  ...readUpload(masters, row),
  progress: row.progress,
});

function proceed(parts: Parts, id: string, from: number, stream: Readable): Promise<Continued | null> {
  return parts.leases.during({ id, stream }, async (lease): Promise<Continued> => {
    const upload = await settle(parts, lease, begunAs(parts, lease.row));
    if (from !== upload.arrived) return { is: 'moved' };
    if (upload.sha256 !== null) return { is: 'taken', arrived: from };
    const { put, progress } = await putNoting(parts, lease, upload, stream);
    if (put.is === 'over') return { is: 'over' };
    await settle(parts, lease, { ...upload, arrived: put.length, progress });
    return put.is === 'cut' ? { is: 'cut' } : { is: 'taken', arrived: put.length };
  });
}

/** Whatever comes of it, no note is left under way: one that came late would promise bytes that the next sender drops. */
async function putNoting(
  parts: Parts,
  lease: Lease,
  upload: Begun,
  stream: Readable,
): Promise<{ put: Put; progress: string | null }> {
  let noting = Promise.resolve();
  let { progress } = upload;
  const onKept = (kept: Kept) => {
    // Nothing new must not keep an upload from being swept.
    if (kept.length === upload.arrived) return noting;
    progress = kept.progress;
    const changes = { arrived: kept.length, progress, last_at: parts.clock() };
    // Each note holds what the earlier ones did, so that only the last must not fail.
    noting = noting.catch(() => {}).then(() => lease.update(changes));
    // Waited for at the end; until then a failure must not count as unheard.
    noting.catch(() => {});
    return noting;
  };
  const put = await parts.files
    .put(upload, stream, { onKept, beforeDropping: lease.renew })
    .catch(async error => {
      await noting;
      throw error;
    });
  await noting;
  return { put, progress };
}

/** One of which all has arrived gets its hash: at once, or after a crash in between, by whoever asks next. */
async function settle(
  { files, masters }: Parts,
  lease: Pick<Lease, 'release'>,
  begun: Begun,
): Promise<Begun> {
  if (!isUnsettled(begun)) return begun;
  const settled = { ...begun, ...(await files.finish(begun)), progress: null };
  await lease.release({ ...factColumns(masters, settled), progress: null });
  return settled;
}

/** The row first: whoever has deleted it, a claim or this, decides what becomes of the file. */
async function remove(
  { database, files, leases }: Parts,
  id: string,
  which: Which = eb.lit(true),
): Promise<void> {
  const gone = await leases.onceFree({ id, which }, free =>
    database.write(trx => trx.deleteFrom('uploads').where(free).returning('id').executeTakeFirst()),
  );
  if (gone !== null) await files.remove([id]);
}

async function sweepOne(parts: Parts, id: string): Promise<void> {
  try {
    await remove(parts, id, isOld(parts.clock()));
  } catch (error) {
    // Another process does not let go of it: the next sweep comes.
    if (!(error instanceof Refusal)) throw error;
  }
}
