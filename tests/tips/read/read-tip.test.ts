import { expect, test } from 'vitest';
import { readTip } from '../../../src/tips/read/read-tip.ts';
import { createTipWorld } from '../tip-world.ts';

test.each([
  ['a contact', { phone: '010-1234-5678', consent_contact: 'on' }, ['viewed', 'contact viewed']],
  ['a name alone', { name: '홍길동', consent_contact: 'on' }, ['viewed', 'contact viewed']],
  ['neither', {}, ['viewed']],
])('whoever saw a tip with %s stands in its history', async (_, fields, kinds) => {
  const { desk, viewer, submit } = await createTipWorld();
  const { number } = await submit({ message: '글', ...fields });
  const { events } = await readTip(desk, viewer, number);
  expect(events.filter(({ by }) => by === viewer.email).map(({ kind }) => kind)).toEqual(kinds);
});
