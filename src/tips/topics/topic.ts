import type { Selectable } from 'kysely';
import type { Query, Write } from '../../db/database.ts';
import type { Schema } from '../../db/schema/schema.ts';
import type { Lang } from '../../i18n/lang.ts';
import type { TopicRule } from '../end/rules.ts';

/** What a tip may be about, as readers choose it. */
export type OfferedTopic = {
  slug: string;
  name: Readonly<Record<Lang, string>>;
  /** Empty where there is none. */
  hint: Readonly<Record<Lang, string>>;
};

export type Topic = OfferedTopic & {
  position: number;
  /** Where the mail of its tips goes; none: to the newsroom's. */
  inbox: readonly string[];
  /** Its tips are seen by its team and admins alone, and their mail is a notice without content. */
  isConfidential: boolean;
  /** Names and contacts of its tips are seen by its team and admins alone, and stand in no mail. */
  hidesContacts: boolean;
  /** Readers are offered it no longer; for staff it is there still. */
  isEnded: boolean;
  /** Days, where it keeps its tips for a shorter time than the desk. */
  retention: Readonly<Record<TopicRule, number | null>>;
  /** Grows with each change: a change carries the one that it saw. */
  version: number;
};

/** A topic as staff sort by it, also where readers are offered it no longer. */
export type StaffTopic = OfferedTopic & Pick<Topic, 'isEnded'>;

/** What an admin says of a topic; `team`: e-mails of staff; `position`: null where it stays. */
export type TopicFields = Omit<Topic, 'slug' | 'version' | 'position'> & {
  position: number | null;
  team: readonly string[];
};

/** All of them, in their order. */
export async function loadTopics(query: Query | Write): Promise<Topic[]> {
  const rows = await query.selectFrom('topics').selectAll().orderBy('position').orderBy('slug').execute();
  return rows.map(readTopic);
}

/** Null where there is none of this slug. */
export async function findTopic(query: Query | Write, slug: string): Promise<Topic | null> {
  const row = await query.selectFrom('topics').selectAll().where('slug', '=', slug).executeTakeFirst();
  return row === undefined ? null : readTopic(row);
}

/** The topic of a tip; null where it has none. */
export async function findTopicOf(query: Query | Write, tip: number): Promise<Topic | null> {
  const row = await query
    .selectFrom('tips')
    .innerJoin('topics', 'topics.slug', 'tips.topic')
    .selectAll('topics')
    .where('tips.number', '=', tip)
    .executeTakeFirst();
  return row === undefined ? null : readTopic(row);
}

/** Where the mail of its tips goes. */
export const inboxOf = (topic: Topic | null, newsroom: readonly string[]): readonly string[] =>
  topic === null || topic.inbox.length === 0 ? newsroom : topic.inbox;

export const readTopic = (row: Selectable<Schema['topics']>): Topic => ({
  slug: row.slug,
  position: row.position,
  name: { ko: row.name_ko, en: row.name_en },
  hint: { ko: row.hint_ko, en: row.hint_en },
  inbox: row.inbox === '' ? [] : row.inbox.split(','),
  isConfidential: row.confidential === 1,
  hidesContacts: row.hides_contacts === 1,
  isEnded: row.ended_at !== null,
  retention: { unused: row.retention_unused, used: row.retention_used, open: row.retention_open },
  version: row.version,
});
