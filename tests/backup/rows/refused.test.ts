import { expect, test } from 'vitest';
import { archiveOf, type Entry, message, restoredInVain, rows, tip } from '../made-archive.ts';

test.each<[string, Entry[], string]>([
  ['rows before those that they refer to', [rows('messages', message), rows('tips', tip(1))], 'messages'],
  ['two rows that are one', [rows('tips', tip(1), tip(1))], 'tips'],
  ['text where a number belongs', [rows('tips', tip('one'))], 'tips'],
  ['a row of nothing', [rows('tips', {})], 'tips'],
  ['a column of another version', [rows('tips', { ...tip(1), later: 1 })], 'tips'],
])('%s: the database refuses it, in words that show nothing of the row', async (_what, entries, table) => {
  expect(await restoredInVain(await archiveOf(entries))).toBe(
    `The rows of ${table} in the backup do not fit its version, or one another.`,
  );
});
