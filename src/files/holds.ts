import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { type Expression, expressionBuilder, type Selectable, type SqlBool, type Updateable } from 'kysely';
import type { Database } from '../db/database.ts';
import type { Schema } from '../db/schema.ts';
import { Refusal } from '../errors.ts';
import { randomId } from '../privacy/random-id.ts';
import { isGone, ownName } from '../process-name.ts';

/** Milliseconds, as all here. Nobody else touches an upload for so long after its holder's last sign of life. */
export const HOLD = 10_000;
const RENEW_EVERY = 3_000;
/** So long is waited for another process to let go, or for the end of what it held when it died. */
const PATIENCE = HOLD + 2_000;
const LOOK_EVERY = 100;
/** A hold that ends further away was made by a clock that was set back since. */
const NO_HOLD = 60_000;

/** News: whoever holds this upload is to let go of it, because a newer connection is there. */
const LET_GO = 'let go of upload';

/** 423, as tus clients know it: they come again. */
const heldElsewhere = () => new Refusal(423, words => words.errors.tooBusy, { retryAfter: 5 });

type Row = Selectable<Schema['uploads']>;
type Changes = Updateable<Pick<Schema['uploads'], 'arrived' | 'sha256' | 'last_at'>>;

/** Which uploads are meant. */
export type Which = Expression<SqlBool>;

/** An upload that this process alone works on, as it stood when the hold began. */
export type Hold = {
  row: Row;
  /** Changes the row, and holds on. @throws {Refusal} 423 when the hold was lost: then nothing is changed. */
  note(changes: Changes): Promise<void>;
  /** Holds on, and is sure of it. Where the database does not answer, the time that is left tells. @throws {Refusal} as `note`. */
  confirm(): Promise<void>;
  /** The last change: now it is anybody's again. @throws {Refusal} as `note`. */
  giveBack(changes: Changes): Promise<void>;
};

/** `stream`: what is taken in; when it is given up meanwhile, nothing is waited for any more. */
type Asked = { id: string; stream?: Readable | null; which?: Which };

/**
 * At most one process works on an upload. A hold stands in its row, with a random token that every change must name, so
 * that whoever has lost it moves nothing. The clocks of all machines must agree to within seconds, as for the outbox.
 */
export type Holds = {
  /**
   * Does one statement on the row, as soon as nobody holds it. Null: there is no such row.
   * @throws {Refusal} 423 when another process has not let go.
   */
  onceFree<T>(asked: Asked, statement: (free: Which) => Promise<T | undefined>): Promise<T | null>;
  /** Works while nobody else does; null and @throws as `onceFree`. A hold that is lost or wanted by others ends the stream. */
  during<T>(asked: Asked, work: (hold: Hold) => Promise<T>): Promise<T | null>;
};

type Parts = { database: Database; clock: () => number };

export function createHolds({ database, clock }: Parts): Holds {
  const streams = new Map<string, Readable>();
  const name = ownName();
  database.hear(LET_GO, id => {
    if (id !== null) streams.get(id)?.destroy();
  });

  const onceFree: Holds['onceFree'] = async ({ id, stream = null, which = eb.lit(true) }, statement) => {
    const end = performance.now() + PATIENCE;
    const asked = eb.and([eb('id', '=', id), which]);
    for (;;) {
      const done = await statement(eb.and([asked, isFree(clock())]));
      if (done !== undefined) return done;
      const found = await findHolder(database, asked);
      if (found === null) return null;
      if (await isFreedOfTheDead(database, id, found.holder)) continue;
      if (stream?.destroyed || performance.now() > end) throw heldElsewhere();
      database.tell(LET_GO, id);
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
            .set({ held_by: token, held_until: clock() + HOLD })
            .where(free)
            .returningAll()
            .executeTakeFirst(),
        ),
      );
      if (row === null) return null;
      if (stream !== null) streams.set(id, stream);
      const hold = createHold({ database, clock }, row, token, () => stream?.destroy());
      try {
        return await work(hold);
      } finally {
        streams.delete(id);
        await hold.end();
      }
    },
  };
}

const { eb } = expressionBuilder<Schema, 'uploads'>();

const isFree = (now: number): Which =>
  eb.or([eb('held_until', 'is', null), eb('held_until', '<=', now), eb('held_until', '>', now + NO_HOLD)]);

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

/** Tells whether it was still held with this token. */
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

function createHold({ database, clock }: Parts, row: Row, token: string, cutOff: () => void) {
  const held = { id: row.id, token };
  let until = row.held_until ?? clock();
  let isOver = false;

  const change = async (changes: Updateable<Schema['uploads']>) => {
    if (await changeHeld(database, held, changes)) return;
    cutOff();
    throw heldElsewhere();
  };
  const note = async (changes: Changes) => {
    const next = clock() + HOLD;
    await change({ ...changes, held_until: next });
    until = next;
  };
  const confirm = () =>
    note({}).catch(error => {
      if (error instanceof Refusal || clock() >= until) throw error;
    });
  const giveBack = async (changes: Changes) => {
    await change({ ...changes, held_by: null, held_until: null });
    isOver = true;
  };
  // Where the database does not answer, the others may take it from now on.
  const renewal = setInterval(() => void note({}).catch(() => clock() >= until && cutOff()), RENEW_EVERY);
  return {
    row,
    note,
    confirm,
    giveBack,
    async end() {
      clearInterval(renewal);
      // At worst it runs out.
      if (!isOver) await giveBack({}).catch(() => {});
    },
  };
}
