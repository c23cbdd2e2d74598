import type { Schema } from '../db/schema.ts';

/** `key`: the primary key, by which the rows are read page by page. */
export type KeptTable = { name: keyof Schema; key: string };

/** What a backup holds, in an order in which rows may be put back: what is referred to comes first. */
export const KEPT: readonly KeptTable[] = [
  { name: 'desk_facts', key: 'name' },
  { name: 'staff', key: 'id' },
  { name: 'tips', key: 'number' },
  { name: 'messages', key: 'id' },
  { name: 'contacts', key: 'id' },
  { name: 'files', key: 'id' },
  { name: 'inspections', key: 'file' },
  { name: 'scans', key: 'file' },
  { name: 'notes', key: 'id' },
  { name: 'events', key: 'id' },
  { name: 'outbox', key: 'id' },
];

/** What it does not hold, and why. */
export const LEFT_OUT: Readonly<Partial<Record<keyof Schema, string>>> = {
  uploads: 'no tip has claimed them and nobody was told that they arrived; their senders begin anew',
  s3_incoming: 'what is on its way into a bucket, of uploads that are left out too',
  s3_parts: 'the parts of these',
  sessions: 'who has a backup is not signed in by it, and whoever was signs in again',
  setup_links: 'they are good for a day; `staff reset` makes another',
};
