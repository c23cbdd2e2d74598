import type { Generated } from 'kysely';
import type { ColumnsOf, GeneratedFlag } from './column.ts';

export type StaffTables = {
  staff: {
    id: string;
    email: string;
    password_hash: string | null;
    created_at: number;
    /** One of `ROLES`, or a word of a newer version. */
    role: string;
    /** Null for whoever has not signed in since this is kept. */
    signed_in_at: number | null;
    /** Whose account has ended has no password either: older versions go by that. What they wrote keeps their name. */
    ended_at: number | null;
    /** As they are called; null where nobody has said: the e-mail stands for it. */
    name: Generated<string | null>;
    /** One of `LANGS`, or a word of a newer version; null: as their browser asks. */
    lang: Generated<string | null>;
    /** Grows with each change of the above by people; null before the first. */
    version: Generated<number | null>;
    /** Of what they want mails. */
    mails_assigned: GeneratedFlag;
    mails_mentioned: GeneratedFlag;
    mails_reminders: GeneratedFlag;
    /** That readers of their tips have written. */
    mails_reader: GeneratedFlag;
  };
  /** One-time links that set a password; `staff_id` is null for the desk's first account. */
  setup_links: {
    token_hash: string;
    staff_id: string | null;
    expires_at: number;
    /** Why it is no longer good: a word of `staff/accounts/setup-links.ts`; null where nothing but its time ends it. */
    ended: string | null;
    /** The id of the mail that brings it, from which its token follows; null where a person hands it on. */
    invitation: Generated<string | null>;
    /** Who asked for it; null from the shell, and of before this was kept, as is `made_at`. */
    made_by: Generated<string | null>;
    made_at: Generated<number | null>;
  };
  sessions: {
    token_hash: string;
    staff_id: string;
    created_at: number;
    /** Twelve hours after its last use, which is told from it; it ends thirty days after its begin in any case. */
    expires_at: number;
    /** As its owner calls it; null where they have not said. */
    name: string | null;
    /** When its owner proved again that it is they; null where they have not since they signed in. */
    confirmed_at: number | null;
  };
  /** By which programs come, each with its owner's rights. */
  api_tokens: {
    id: string;
    token_hash: string;
    staff_id: string;
    /** As its owner calls it. */
    name: string;
    created_at: number;
    /** Of its last use, to some minutes; null before the first. */
    used_at: number | null;
  };
  /** Networks from which an account has signed in lately. */
  known_places: {
    /** A keyed hash of network, account and password hash: another password makes all of them unknown. */
    place: string;
    staff_id: string;
    last_at: number;
  };
};

export const staffColumns = {
  staff: {
    id: 'none',
    email: 'none',
    password_hash: 'none',
    created_at: 'none',
    role: 'none',
    signed_in_at: 'none',
    ended_at: 'none',
    name: 'none',
    lang: 'none',
    version: 'none',
    mails_assigned: 'none',
    mails_mentioned: 'none',
    mails_reminders: 'none',
    mails_reader: 'none',
  },
  setup_links: {
    token_hash: 'none',
    staff_id: 'none',
    expires_at: 'none',
    ended: 'none',
    invitation: 'none',
    made_by: 'none',
    made_at: 'none',
  },
  sessions: {
    token_hash: 'none',
    staff_id: 'none',
    created_at: 'none',
    expires_at: 'none',
    name: 'none',
    confirmed_at: 'none',
  },
  api_tokens: {
    id: 'none',
    token_hash: 'none',
    staff_id: 'none',
    name: 'none',
    created_at: 'none',
    used_at: 'none',
  },
  known_places: {
    place: 'none',
    staff_id: 'none',
    last_at: 'none',
  },
} as const satisfies ColumnsOf<StaffTables>;
