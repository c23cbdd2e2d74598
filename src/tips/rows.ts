import type { Selectable } from 'kysely';
import type { Query, Write } from '../db/database.ts';
import type { Schema } from '../db/schema/schema.ts';
import type { Keyed } from '../db/tip-keys.ts';
import { LANGS } from '../i18n/lang.ts';
import { readNamed } from '../staff/called.ts';
import { type OrUnknown, readWord } from '../unknown.ts';
import { CHANNELS } from './channels.ts';
import { OUTCOMES, type Outcome } from './outcomes.ts';
import { STATES } from './states.ts';
import { AGES, type Age, PERMISSIONS, type Permission, TALK_ENDS } from './tip.ts';
import { needsNoAnswer, turnOf } from './turns.ts';

/**
 * A row of `tips` with e-mail and name of whoever last changed its state and of whose it is, and with what its words are sealed as (`head`): read by
 * `readHead`.
 */
export type TipRecord = Selectable<Schema['tips']> &
  Keyed & {
    by: string | null;
    by_name: string | null;
    /** Whose it is. */
    owner: string | null;
    owner_name: string | null;
    head: string | null;
  };

export const tipRecords = (query: Query | Write) =>
  query
    .selectFrom('tips')
    .leftJoin('staff', 'staff.id', 'tips.state_by')
    .leftJoin('staff as owners', 'owners.id', 'tips.assignee')
    .leftJoin('tip_heads', 'tip_heads.tip', 'tips.number')
    .leftJoin('tip_keys', 'tip_keys.tip', 'tips.number')
    .selectAll('tips')
    .select([
      'staff.email as by',
      'staff.name as by_name',
      'owners.email as owner',
      'owners.name as owner_name',
      'tip_heads.sealed as head',
      'tip_keys.master',
      'tip_keys.salt',
    ]);

/** What a row's columns of fixed words say, in types. */
export const readRecord = (row: TipRecord) => ({
  number: row.number,
  channel: readWord(CHANNELS, row.channel),
  lang: readWord(LANGS, row.lang),
  receivedAt: row.received_at,
  state: { is: readWord(STATES, row.state), since: row.state_since, by: readNamed(row.by, row.by_name) },
  outcome: readOutcome(row),
  talkEnded: row.talk_ended === null ? null : readWord(TALK_ENDS, row.talk_ended),
  version: row.version,
  topic: row.topic,
  turn: turnOf(row),
  needsNoAnswer: needsNoAnswer(row),
});

/** An older version beside this one reopens a tip and leaves the outcome of its closing. */
const readOutcome = ({ state, outcome }: TipRecord): OrUnknown<Outcome> | null =>
  state !== 'closed' || outcome === null ? null : readWord(OUTCOMES, outcome);

/**
 * What the reader has said since goes before the form's box. No answer is a no only where it was asked: with files. The form shows
 * the question without script too.
 */
export function readPermission(
  { permission, consent_media }: Pick<TipRecord, 'permission' | 'consent_media'>,
  fileCount: number,
): Permission | null {
  // A newer version's word is no yes.
  if (permission !== null) return PERMISSIONS.find(one => one === permission) ?? 'no';
  return consent_media === 1 ? 'yes' : fileCount > 0 ? 'no' : null;
}

export const readAge = ({ age_14 }: TipRecord): OrUnknown<Age> | null =>
  age_14 === null ? null : readWord(AGES, age_14);
