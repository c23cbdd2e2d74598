import type { Generated } from 'kysely';
import type { ColumnsOf, Flag } from './column.ts';

export type TopicTables = {
  /** What tips may be about. None is ever deleted: tips name it. */
  topics: {
    slug: string;
    /** Its place in the form and in lists, from 0. */
    position: number;
    name_ko: string;
    name_en: string;
    /** Empty where there is none; so with `hint_en`. */
    hint_ko: string;
    hint_en: string;
    /** Addresses with commas between; empty: the newsroom's. */
    inbox: string;
    /** Its tips are seen by its team and admins alone. */
    confidential: Flag;
    /** Neither names nor contacts of its tips stand in mails. */
    hides_contacts: Flag;
    /** Since when readers are offered it no longer; null: they are. */
    ended_at: Generated<number | null>;
    /** For how many days its tips are kept, where that is shorter than the desk's; null: as the desk has it. */
    retention_unused: Generated<number | null>;
    retention_used: Generated<number | null>;
    retention_open: Generated<number | null>;
    /** Grows with each change: a change carries the one that it saw. */
    version: number;
  };
  topic_members: {
    id: string;
    topic: string;
    staff_id: string;
  };
};

export const topicColumns = {
  topics: {
    slug: 'none',
    position: 'none',
    name_ko: 'none',
    name_en: 'none',
    hint_ko: 'none',
    hint_en: 'none',
    inbox: 'none',
    confidential: 'none',
    hides_contacts: 'none',
    ended_at: 'none',
    retention_unused: 'none',
    retention_used: 'none',
    retention_open: 'none',
    version: 'none',
  },
  topic_members: {
    id: 'none',
    topic: 'none',
    staff_id: 'none',
  },
} as const satisfies ColumnsOf<TopicTables>;
