import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { type Expression, expressionBuilder, type Selectable, type SqlBool, type Updateable } from 'kysely';
import { randomId } from '../../crypto/ids.ts';
import type { Database } from '../../db/database.ts';
import { isGone, ownName } from '../../db/process-identity.ts';
import type { Schema } from '../../db/schema/schema.ts';
import { Refusal } from '../../errors.ts';
import { unavailable } from '../../unavailable.ts';

/** Milliseconds, as all here. Nobody else touches an upload for so long after its holder's last sign of life. */
export const LEASE = 10_000;
const RENEW_EVERY = 3_000;
/** So long is waited for another process to let go, or for the end of the lease that it had when it died. */
const PATIENCE = LEASE + 2_000;
const LOOK_EVERY = 100;
/** A lease that ends further away was made by a clock that was set back since. */
const NO_LEASE = 60_000;

/** Topic: whoever holds this upload is to let go of it, because a newer connection is there. */
export const LET_GO = 'let go of upload';

const heldElsewhere = () => unavailable('held-elsewhere');

type Row = Selectable<Schema['uploads']>;
type Changes = Updateable<
  Pick<Schema['uploads'], 'arrived' | 'sha256' | 'crc32' | 'last_at' | 'sealed' | 'progress'>
>;

/** Which uploads are meant. */
export type Which = Expression<SqlBool>;

/** An upload that this process alone works on, as it stood when the lease began. */
export type Lease = {
  row: Row;
  /** Changes the row, and renews the lease. @throws {Refusal} when the lease was lost: then nothing is changed. */
  update(changes: Changes): Promise<void>;
  /** Renews the lease. Where the database does not answer, the time that is left decides. @throws {Refusal} as `update`. */
  renew(): Promise<void>;
  /** The last change: now it is anybody's again. @throws {Refusal} as `update`. */
  release(changes: Changes): Promise<void>;
};

/** `stream`: what is taken in; when it is given up meanwhile, nothing is waited for any more. */
type Asked = { id: string; stream?: Readable | null; which?: Which };

/**
 * At most one process works on an upload. A lease stands in its row, with a random token that every change must name, so
 * that whoever has lost it moves nothing. The clocks of all machines must agree to within seconds, as for the jobs.
 */
export type Leases = {
  /**
   * Does one statement on the row, as soon as nobody holds it. Null: there is no such row.
   * @throws {Refusal} when another process has not let go.
   */
  onceFree<T>(asked: Asked, statement: (free: Which) => Promise<T | undefined>): Promise<T | null>;
  /** Works while nobody else does; null and @throws as `onceFree`. A lease that is lost or wanted by others ends the stream. */
  during<T>(asked: Asked, work: (lease: Lease) => Promise<T>): Promise<T | null>;
};

type Parts = { database: Database; clock: () => number };

export function createLeases({ database, clock }: Parts): Leases {
  const streams = new Map<string, Readable>();
  const name = ownName();
  database.subscribe(LET_GO, id => {
    if (id !== null) streams.get(id)?.destroy();
  });

  const onceFree: Leases['onceFree'] = async ({ id, stream = null, which = eb.lit(true) }, statement) => {
    const end = performance.now() + PATIENCE;
    const asked = eb.and([eb('id', '=', id), which]);
    for (;;) {
      const done = await statement(eb.and([asked, isFree(clock())]));
      if (done !== undefined) return done;
      const found = await findHolder(database, asked);
      if (found === null) return null;
      if (await isFreedOfTheDead(database, id, found.holder)) continue;
      if (stream?.destroyed || performance.now() > end) throw heldElsewhere();
      database.publish(LET_GO, id);
      await delay(LOOK_EVERY);
    }
  };
  return {
    onceFree,
    async during(asked, work) {
      const { id, stream = null } = asked;
      const token = `${await name} ${randomId()}`;
      const row = await onceFree(asked, free =>
        database.write(trx =>
          trx
            .updateTable('uploads')
            .set({ held_by: token, held_until: clock() + LEASE })
            .where(free)
            .returningAll()
            .executeTakeFirst(),
        ),
      );
      if (row === null) return null;
      if (stream !== null) streams.set(id, stream);
      const lease = createLease({ database, clock }, row, token, () => stream?.destroy());
      try {
        return await work(lease);
      } finally {
        streams.delete(id);
        await lease.end();
      }
    },
  };
}

const { eb } = expressionBuilder<Schema, 'uploads'>();

const isFree = (now: number): Which =>
  eb.or([eb('held_until', 'is', null), eb('held_until', '<=', now), eb('held_until', '>', now + NO_LEASE)]);

async function findHolder({ query }: Database, which: Which): Promise<{ holder: string | null } | null> {
  const row = await query.selectFrom('uploads').select('held_by').where(which).executeTakeFirst();
  return row === undefined ? null : { holder: row.held_by };
}

/** Whoever died on this machine need not be waited for. */
async function isFreedOfTheDead(database: Database, id: string, holder: string | null): Promise<boolean> {
  const [name = ''] = holder?.split(' ') ?? [];
  if (!(await isGone(name))) return false;
  await changeHeld(database, { id, token: holder }, { held_by: null, held_until: null });
  return true;
}

/** Whether it was still held with this token. */
async function changeHeld(
  database: Database,
  { id, token }: { id: string; token: string | null },
  changes: Updateable<Schema['uploads']>,
): Promise<boolean> {
  const { numUpdatedRows } = await database.write(trx =>
    trx
      .updateTable('uploads')
      .set(changes)
      .where('id', '=', id)
      .where('held_by', '=', token)
      .executeTakeFirst(),
  );
  return numUpdatedRows > 0n;
}

function createLease({ database, clock }: Parts, row: Row, token: string, cutOff: () => void) {
  const held = { id: row.id, token };
  let until = row.held_until ?? clock();
  let isOver = false;

  const change = async (changes: Updateable<Schema['uploads']>) => {
    if (await changeHeld(database, held, changes)) return;
    cutOff();
    throw heldElsewhere();
  };
  const update = async (changes: Changes) => {
    const next = clock() + LEASE;
    await change({ ...changes, held_until: next });
    until = next;
  };
  const renew = () =>
    update({}).catch(error => {
      if (error instanceof Refusal || clock() >= until) throw error;
    });
  const release = async (changes: Changes) => {
    await change({ ...changes, held_by: null, held_until: null });
    isOver = true;
  };
  // Where the database does not answer, the others may take it from now on.
  const renewal = setInterval(() => void update({}).catch(() => clock() >= until && cutOff()), RENEW_EVERY);
  return {
    row,
    update,
    renew,
    release,
    async end() {
      clearInterval(renewal);
      // At worst it runs out.
      if (!isOver) await release({}).catch(() => {});
    },
  };
}
