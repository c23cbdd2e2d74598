import type { Context } from '../../context.ts';
import { removeKeptBefore } from '../../files/kept-mails.ts';
import { WITHDRAWN } from '../outcomes.ts';

/** A crash just after a tip was withdrawn leaves mails of it where they are kept: they go all the same, but for those that tell of it. */
export async function sweepWithdrawn({ database, settings }: Pick<Context, 'database' | 'settings'>) {
  const rows = await database.query
    .selectFrom('tips')
    .select(['number', 'state_since'])
    .where('talk_ended', '=', WITHDRAWN)
    .where('forgotten_at', 'is', null)
    .execute();
  if (rows.length === 0) return;
  await removeKeptBefore(
    settings.dataDir,
    new Map(rows.map(({ number, state_since }) => [number, state_since])),
  );
}
