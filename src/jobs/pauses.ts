import { createBackoff } from '../backoff.ts';
import type { Database, Query, Write } from '../db/database.ts';
import { owedAndDue, unsettled } from './claims.ts';
import { ALL_KINDS, KINDS, type Kind, type Server } from './kinds.ts';

/** At least so often, in milliseconds, a server in trouble is asked again. */
const LONGEST = 15 * 60_000;
const waitAfter = createBackoff({ first: 5_000, longest: LONGEST });

/** A server is in trouble: nothing that needs it is claimed, by no process, until a probe finds that it works. */
export type Pause = {
  server: Server;
  /** A short code. */
  reason: string;
  /** Milliseconds since 1970, UTC. */
  since: number;
  probes: number;
  /** When it is asked next. */
  probe_due: number;
};

export const readPause = (query: Query, server: Server): Promise<Pause | undefined> =>
  query
    .selectFrom('pauses')
    .select(['reason', 'since', 'probes', 'probe_due'])
    .where('server', '=', server)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
    .then(row => row && { server, ...row });

/** False where it stands already. One that comes back soon after its end is no new trouble: its waits go on growing. */
export async function pause(
  database: Database,
  server: Server,
  reason: string,
  now: number,
): Promise<boolean> {
  const begun = await database.write(async trx => {
    const before = await trx
      .selectFrom('pauses')
      .select(['probes', 'ended_at'])
      .where('server', '=', server)
      .executeTakeFirst();
    const isSoonAgain = before !== undefined && Math.abs(now - (before.ended_at ?? now)) < LONGEST;
    const probes = isSoonAgain ? before.probes : 0;
    const standing = { reason, since: now, probes, probe_due: now + waitAfter(probes + 1), ended_at: null };
    return trx
      .insertInto('pauses')
      .values({ server, ...standing })
      .onConflict(conflict =>
        conflict.column('server').doUpdateSet(standing).where('pauses.ended_at', 'is not', null),
      )
      .returning('server')
      .executeTakeFirst();
  });
  return begun !== undefined;
}

/** A time too far ahead was set by a clock that has been set back since. */
export const isProbeDue = ({ probe_due }: Pause, now: number): boolean =>
  probe_due <= now || probe_due > now + LONGEST;

/** Whether it is ours to ask, of all processes. The next time is set before: a process that dies meanwhile holds up nobody. */
export async function takeProbe(database: Database, seen: Pause, now: number): Promise<boolean> {
  const probes = seen.probes + 1;
  const taken = await database.write(trx =>
    trx
      .updateTable('pauses')
      .set({ probes, probe_due: now + waitAfter(probes + 1) })
      .where('server', '=', seen.server)
      .where('probes', '=', seen.probes)
      .where('probe_due', '=', seen.probe_due)
      .where('ended_at', 'is', null)
      .executeTakeFirst(),
  );
  return taken.numUpdatedRows > 0n;
}

/** What it fails by now, where it is in trouble: what waits for it tells that too, not what has been mended meanwhile. */
export async function tellReason(database: Database, server: Server, reason: string): Promise<void> {
  const before = await readPause(database.query, server);
  if (before === undefined || before.reason === reason) return;
  const kinds = ALL_KINDS.filter(kind => KINDS[kind].server === server);
  await database.write(async trx => {
    await trx
      .updateTable('pauses')
      .set({ reason })
      .where('server', '=', server)
      .where('ended_at', 'is', null)
      .execute();
    await trx
      .updateTable('outbox')
      .set({ last_error: reason })
      .where(unsettled)
      .where('state', '=', 'owed')
      .where('kind', 'in', kinds)
      .where('last_error', '=', before.reason)
      .execute();
  });
}

/** So that what was never tried tells why it waits. */
export async function tellWaiting(
  database: Database,
  kind: Kind,
  reason: string,
  now: number,
): Promise<void> {
  const untold = (query: Query | Write) => owedAndDue(query, kind, now).where('last_error', 'is', null);
  if ((await untold(database.query).executeTakeFirst()) === undefined) return;
  await database.write(trx =>
    trx.updateTable('outbox').set({ last_error: reason }).where('id', 'in', untold(trx)).execute(),
  );
}

/** False where another process was first. */
export async function endPause(database: Database, server: Server, now: number): Promise<boolean> {
  const ended = await database.write(trx =>
    trx
      .updateTable('pauses')
      .set({ ended_at: now })
      .where('server', '=', server)
      .where('ended_at', 'is', null)
      .executeTakeFirst(),
  );
  return ended.numUpdatedRows > 0n;
}

/** Something went through since: the next trouble is a new one. */
export async function forgetPause(database: Database, server: Server): Promise<void> {
  await database.write(trx =>
    trx.deleteFrom('pauses').where('server', '=', server).where('ended_at', 'is not', null).execute(),
  );
}

/** Asks at once whatever is in trouble: a person waits for it. */
export async function expediteProbes(trx: Write, now: number): Promise<void> {
  await trx.updateTable('pauses').set({ probe_due: now }).where('ended_at', 'is', null).execute();
}
