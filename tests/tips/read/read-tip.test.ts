import { expect, test } from 'vitest';
import { readTip } from '../../../src/tips/read/read-tip.ts';
import { createTipWorld } from '../tip-world.ts';

test('whoever saw a tip without asking for its contacts was told of none', async () => {
  const { desk, viewer, submit } = await createTipWorld();
  const contacts = { name: '홍길동', phone: '010-1234-5678', chat: '비밀아이디' };
  const { number } = await submit({ message: '글', ...contacts, consent_contact: 'on' });
  const folder = await readTip(desk, viewer, number);
  expect(JSON.stringify(folder)).not.toMatch(/홍길동|5678|비밀아이디/);
  expect(folder.contacts.ways.map(({ way }) => way)).toEqual(['phone', 'chat']);
  expect(folder.events.map(({ kind }) => kind)).toEqual(['received', 'viewed']);
});

test.each([
  ['a contact', { phone: '010-1234-5678', consent_contact: 'on' }, ['viewed', 'contact viewed']],
  ['a name alone', { name: '홍길동', consent_contact: 'on' }, ['viewed', 'contact viewed']],
  ['neither', {}, ['viewed']],
])('whoever saw a tip with %s stands in its history', async (_, fields, kinds) => {
  const { desk, viewer, submit } = await createTipWorld();
  const { number } = await submit({ message: '글', ...fields });
  const { events } = await readTip(desk, viewer, number, { contacts: 'shown' });
  expect(events.filter(({ by }) => by?.email === viewer.email).map(({ kind }) => kind)).toEqual(kinds);
});
