import type { Query } from '../../db/database.ts';
import { readWord } from '../../unknown.ts';
import { type Forgetting, readDestroyed } from './proof.ts';
import { FORGETTING_RULES } from './rules.ts';

const PAGE = 1_000;

/** All forgettings, by the tips' numbers. */
export async function* listForgettings(query: Query): AsyncGenerator<Forgetting> {
  for (let after = 0; ; ) {
    const rows = await forgettings(query).where('tips.number', '>', after).limit(PAGE).execute();
    yield* rows.map(toForgetting);
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.number ?? after;
  }
}

/** That of one tip; null while it is kept. */
export async function readForgetting(query: Query, number: number): Promise<Forgetting | null> {
  const row = await forgettings(query).where('tips.number', '=', number).executeTakeFirst();
  return row === undefined ? null : toForgetting(row);
}

const forgettings = (query: Query) =>
  query
    .selectFrom('tips')
    .leftJoin('forgettings', 'forgettings.tip', 'tips.number')
    .leftJoin('staff', 'staff.id', 'forgettings.staff_id')
    .where('tips.forgotten_at', 'is not', null)
    .select(['tips.number', 'tips.forgotten_at', 'staff.email as by', 'forgettings.rule'])
    .select([
      'forgettings.destroyed',
      'forgettings.digest',
      'forgettings.tip_digest',
      'forgettings.proved_at',
    ])
    .orderBy('tips.number');

type Row = Awaited<ReturnType<ReturnType<typeof forgettings>['execute']>>[number];

const toForgetting = (row: Row): Forgetting => ({
  number: row.number,
  at: row.forgotten_at ?? 0,
  by: row.by,
  rule: row.rule === null ? null : readWord(FORGETTING_RULES, row.rule),
  proof:
    row.destroyed === null || row.digest === null
      ? null
      : {
          ...readDestroyed(row.destroyed),
          digest: row.digest,
          tipDigest: row.tip_digest,
          provedAt: row.proved_at,
        },
});
