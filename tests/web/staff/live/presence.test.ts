import { expect, test } from 'vitest';
import { createPubSub } from '../../../../src/db/notify.ts';
import { createPresence } from '../../../../src/web/staff/live/presence.ts';

test('Who has gone without a word is gone within half a minute, and who says so at once', () => {
  let now = 0;
  const changed: number[] = [];
  const presence = createPresence(createPubSub(), { onChange: tip => changed.push(tip), clock: () => now });
  const look = (staffId: string, page: string) => ({ tip: 1, staffId, page });
  presence.here(look('one', 'a'));
  presence.here(look('one', 'b'));
  presence.here(look('other', 'c'));
  presence.gone(look('one', 'a'));
  // Another page of theirs is still open; and nobody sends away somebody else.
  presence.gone(look('one', 'c'));
  expect([...presence.lookers(1)]).toEqual(['one', 'other']);
  now = 20_000;
  presence.here(look('other', 'c'));
  now = 30_000;
  presence.sweep();
  expect([...presence.lookers(1)]).toEqual(['other']);
  expect(presence.tipsOf('other')).toEqual([1]);
  expect(changed).toEqual([1, 1, 1, 1, 1]);
});
