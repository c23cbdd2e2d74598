import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Query, Write } from '../db/database.ts';
import type { Schema } from '../db/schema.ts';
import { EVENT_KINDS, type Instant, REPLY_WAYS, type TipState } from './tip.ts';

/** A row of `tips` with the e-mail of whoever last changed its state. */
export type TipRecord = Selectable<Schema['tips']> & { by: string | null };

export const tipRecords = (query: Query | Write) =>
  query
    .selectFrom('tips')
    .leftJoin('staff', 'staff.id', 'tips.state_by')
    .selectAll('tips')
    .select('staff.email as by');

const stateName = z.enum(['new', 'open', 'closed']);
const lang = z.enum(['ko', 'en']);
const channel = z.enum(['form']);
const age14 = z.enum(['yes', 'no']).nullable();
export const replyWay = z.enum(REPLY_WAYS);
export const eventKind = z.enum(EVENT_KINDS);

/** What a row's columns of fixed words say, in types. */
export const readRecord = (row: TipRecord) => ({
  number: row.number,
  channel: channel.parse(row.channel),
  lang: lang.parse(row.lang),
  receivedAt: row.received_at,
  state: stateOf(row),
  version: row.version,
});

export const readAge = (row: TipRecord) => age14.parse(row.age_14);

function stateOf(row: { state: string; state_since: Instant; by: string | null }): TipState {
  const is = stateName.parse(row.state);
  return is === 'new' ? { is } : { is, since: row.state_since, by: row.by ?? '' };
}
