import type { Schema } from '../../db/schema/schema.ts';

/** `key`: the primary key, by which the rows are read page by page. */
export type KeptTable = { name: keyof Schema; key: string };

/** What a backup holds, in an order in which rows may be put back: what is referred to comes first. */
export const KEPT: readonly KeptTable[] = [
  { name: 'desk_facts', key: 'name' },
  { name: 'staff', key: 'id' },
  { name: 'totp', key: 'staff_id' },
  { name: 'recovery_codes', key: 'code_hash' },
  { name: 'passkeys', key: 'id' },
  { name: 'saved_views', key: 'id' },
  { name: 'topics', key: 'slug' },
  { name: 'topic_members', key: 'id' },
  { name: 'tips', key: 'number' },
  { name: 'tip_keys', key: 'tip' },
  { name: 'tip_heads', key: 'tip' },
  { name: 'messages', key: 'id' },
  { name: 'contacts', key: 'id' },
  { name: 'files', key: 'id' },
  { name: 'inspections', key: 'file' },
  { name: 'scans', key: 'file' },
  { name: 'closures', key: 'tip' },
  { name: 'tags', key: 'id' },
  { name: 'tip_tags', key: 'id' },
  { name: 'checks', key: 'id' },
  { name: 'bulk_changes', key: 'id' },
  { name: 'changed_tips', key: 'id' },
  { name: 'holds', key: 'tip' },
  { name: 'forgettings', key: 'tip' },
  { name: 'notes', key: 'id' },
  { name: 'mentions', key: 'id' },
  { name: 'drafts', key: 'id' },
  { name: 'search_due', key: 'tip' },
  { name: 'events', key: 'id' },
  { name: 'history_chain', key: 'place' },
  { name: 'daily_mails', key: 'day' },
  { name: 'outbox', key: 'id' },
];

/** What it does not hold, and why. */
export const LEFT_OUT: Readonly<Partial<Record<keyof Schema, string>>> = {
  seal_keys: 'what opens them is inside by itself, and a restore puts it under the key that it finds',
  search_runs: 'the index of the search is made anew of the tips that are there',
  search_bins: 'with these',
  search_building: 'with these',
  uploads: 'no tip has claimed them and nobody was told that they arrived; their senders begin anew',
  s3_incoming: 'what is on its way into a bucket, of uploads that are left out too',
  s3_parts: 'the parts of these',
  call_drafts: 'no tip has them yet: they are kept for days, for whoever goes on typing',
  processes: 'who serves the desk that was backed up serves no other',
  sessions: 'who has a backup is not signed in by it, and whoever was signs in again',
  answered_challenges: 'they count for minutes, and a desk that is restored gives new ones',
  api_tokens: 'as these: whoever has a backup has no token by it, and a program is given another',
  known_places: "from where staff have signed in is nobody else's to know, and is learnt again",
  notices: 'what a desk that is restored forgets by itself, it first announces anew',
  announcements: 'with these',
  pauses: 'a desk that is restored asks its mail server anew',
  setup_links: 'they are good for a day; `staff reset` makes another',
};
