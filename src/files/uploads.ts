import { Readable } from 'node:stream';
import { expressionBuilder, type Selectable } from 'kysely';
import type { Database } from '../db/database.ts';
import type { Schema } from '../db/schema.ts';
import { Refusal } from '../errors.ts';
import { randomId } from '../privacy/random-id.ts';
import { createHolds, type Hold, type Holds, type Which } from './holds.ts';
import { createScrubbing } from './scrubbing.ts';
import type { FileStore, Put } from './store.ts';
import { createWriters } from './writers.ts';

/** A file on its way in. `size` and `arrived` in bytes; `sha256` is hex, and null until all has arrived. */
export type Upload = {
  id: string;
  name: string;
  claimedType: string;
  size: number;
  arrived: number;
  sha256: string | null;
};

/** `moved`: the sender meant another byte than the one that is missing. `over`: it sent more than it had said. */
export type Continued = { is: 'moved' | 'over' | 'cut' } | { is: 'taken'; arrived: number };

/**
 * Uploads that go on where they stopped. Each is known by a random id that only its sender has, until a tip claims it;
 * what `arrived` says survives a power cut. The newest connection cuts off an older one, at this process or another:
 * where another does not let go, all but `begin` and `sweep` @throws {Refusal} 423.
 */
export type Uploads = {
  begin(file: Pick<Upload, 'name' | 'claimedType' | 'size'>): Promise<Upload>;
  /** Null: unknown, claimed or swept. Whoever is still sending to it is cut off, so that what it answers stays true. */
  find(id: string): Promise<Upload | null>;
  /** Takes more of it; null as in `find`. @throws with ENOSPC when there is no space: what arrived before stays. */
  proceed(id: string, from: number, stream: Readable): Promise<Continued | null>;
  /** Unclaimed ones are gone, and their files with them; others are left alone. */
  remove(ids: readonly string[]): Promise<void>;
  /** Removes those to which nothing was added for a day, and those that were begun a week ago. */
  sweep(signal?: AbortSignal): Promise<void>;
  /** Cuts all senders off, and keeps what they have sent. Nothing is taken after. */
  stop(): Promise<void>;
};

type Given = { database: Database; files: FileStore; clock: () => number };
type Parts = Given & { holds: Holds };

const DAY = 24 * 60 * 60 * 1_000;
const WEEK = 7 * DAY;

export function createUploads(given: Given): Uploads {
  const parts = { ...given, holds: createHolds(given) };
  const writers = createWriters();
  const scrubbing = createScrubbing(parts.database);
  return {
    begin: file => begin(parts, file),
    find: id => writers.instead(id, null, () => find(parts, id)),
    proceed: (id, from, stream) => writers.instead(id, stream, () => proceed(parts, id, from, stream)),
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
    async stop() {
      scrubbing.stop();
      await writers.stop();
    },
  };
}

const { eb } = expressionBuilder<Schema, 'uploads'>();
const isOld = (now: number): Which => eb.or([eb('last_at', '<', now - DAY), eb('begun_at', '<', now - WEEK)]);

async function begin(parts: Parts, file: Pick<Upload, 'name' | 'claimedType' | 'size'>): Promise<Upload> {
  const { name, claimedType, size } = file;
  const id = randomId();
  const at = parts.clock();
  const row = {
    id,
    name,
    claimed_type: claimedType,
    size,
    arrived: 0,
    sha256: null,
    begun_at: at,
    last_at: at,
  };
  await parts.database.write(trx => trx.insertInto('uploads').values(row).execute());
  const upload = { id, name, claimedType, size, arrived: 0, sha256: null };
  if (size > 0) return upload;
  await parts.files.put(id, Readable.from([]), { most: 0 });
  return (await find(parts, id)) ?? upload;
}

const toUpload = ({
  claimed_type,
  id,
  name,
  size,
  arrived,
  sha256,
}: Selectable<Schema['uploads']>): Upload => {
  return { id, name, claimedType: claimed_type, size, arrived, sha256 };
};

const isUnsettled = ({ sha256, arrived, size }: Pick<Upload, 'sha256' | 'arrived' | 'size'>) =>
  sha256 === null && arrived === size;

async function find(parts: Parts, id: string): Promise<Upload | null> {
  const { query } = parts.database;
  const row = await parts.holds.onceFree({ id }, free =>
    query.selectFrom('uploads').selectAll().where(free).executeTakeFirst(),
  );
  if (row === null || !isUnsettled(row)) return row && toUpload(row);
  return parts.holds.during({ id }, hold => settle(parts, hold, toUpload(hold.row)));
}

function proceed(parts: Parts, id: string, from: number, stream: Readable): Promise<Continued | null> {
  return parts.holds.during({ id, stream }, async (hold): Promise<Continued> => {
    const upload = await settle(parts, hold, toUpload(hold.row));
    if (from !== upload.arrived) return { is: 'moved' };
    if (upload.sha256 !== null) return { is: 'taken', arrived: from };
    const put = await putNoting(parts, hold, upload, stream);
    if (put.is === 'over') return { is: 'over' };
    await settle(parts, hold, { ...upload, arrived: put.length });
    return put.is === 'cut' ? { is: 'cut' } : { is: 'taken', arrived: put.length };
  });
}

/** Whatever comes of it, no note is left under way: one that came late would promise bytes that the next sender drops. */
async function putNoting(
  parts: Parts,
  hold: Hold,
  { id, arrived, size }: Upload,
  stream: Readable,
): Promise<Put> {
  let noting = Promise.resolve();
  const onDurable = (length: number) => {
    // Nothing new must not keep an upload from being swept.
    if (length === arrived) return noting;
    // Each note holds what the earlier ones did, so that only the last must not fail.
    noting = noting.catch(() => {}).then(() => hold.note({ arrived: length, last_at: parts.clock() }));
    // Waited for at the end; until then a failure must not count as unheard.
    noting.catch(() => {});
    return noting;
  };
  const put = await parts.files
    .put(id, stream, { from: arrived, most: size, onDurable, beforeDropping: hold.confirm })
    .catch(async error => {
      await noting;
      throw error;
    });
  await noting;
  return put;
}

/** One of which all has arrived gets its hash: at once, or after a crash in between, by whoever asks next. */
async function settle({ files }: Parts, hold: Hold, upload: Upload): Promise<Upload> {
  if (!isUnsettled(upload)) return upload;
  const { sha256 } = await files.finish(upload.id);
  await hold.giveBack({ sha256 });
  return { ...upload, sha256 };
}

/** The row first: whoever has deleted it, a claim or this, decides what becomes of the file. */
async function remove(
  { database, files, holds }: Parts,
  id: string,
  which: Which = eb.lit(true),
): Promise<void> {
  const gone = await holds.onceFree({ id, which }, free =>
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
