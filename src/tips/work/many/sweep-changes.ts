import type { Context } from '../../../context.ts';
import { UNDONE_WITHIN } from './limits.ts';

/** Rows of one statement: whoever posts a tip waits for no more. */
const AT_ONCE = 1_000;

/** What can be undone no more is not kept, unless a mail is still to tell of it. */
export async function sweepChanges(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  signal?: AbortSignal,
): Promise<void> {
  const old = await database.query
    .selectFrom('bulk_changes')
    .select('id')
    .where('at', '<=', clock() - UNDONE_WITHIN)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox')
            .select('outbox.id')
            .where('outbox.kind', '=', 'assigned tips mail')
            .whereRef('outbox.subject', '=', 'bulk_changes.id')
            .where('outbox.state', '=', 'owed'),
        ),
      ),
    )
    .execute();
  for (const { id } of old) {
    while (!signal?.aborted && (await deleteSome(database, id)) === AT_ONCE);
    if (signal?.aborted) return;
    await database.write(trx => trx.deleteFrom('bulk_changes').where('id', '=', id).execute());
  }
}

async function deleteSome({ write }: Context['database'], change: string): Promise<number> {
  const gone = await write(trx =>
    trx
      .deleteFrom('changed_tips')
      .where('id', 'in', some =>
        some.selectFrom('changed_tips').select('id').where('change', '=', change).limit(AT_ONCE),
      )
      .returning('id')
      .execute(),
  );
  return gone.length;
}
