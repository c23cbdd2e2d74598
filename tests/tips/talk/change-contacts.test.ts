import { expect, test } from 'vitest';
import { listTips } from '../../../src/tips/list/list.ts';
import { readTip } from '../../../src/tips/read/read-tip.ts';
import { ANONYMOUS, changeContacts } from '../../../src/tips/talk/change-contacts.ts';
import { createTipWorld } from '../tip-world.ts';

const FIELDS = {
  message: '글',
  title: '제목',
  name: '홍길동',
  phone: '010-1234-5678',
  reply_by: ['phone'],
  consent_contact: 'on',
};

const MAIL = { way: 'email', typed: 'hong@example.kr', parsed: 'hong@example.kr', mayReply: true } as const;

test.each(['sealed', 'plain'])('other contacts stand in place of the first in a %s tip', async form => {
  const { desk, viewer, submit, asOlder } = await createTipWorld();
  const { number } = await submit(FIELDS, [], [], form === 'plain' ? asOlder : desk);
  const reader = { name: '길동', contacts: [MAIL], consentContact: true, age14: 'yes' } as const;
  await changeContacts(desk, number, reader);
  const { tip, contacts, events } = await readTip(desk, viewer, number, { contacts: 'shown' });
  expect(tip).toMatchObject({ consentContact: true, age14: 'yes', title: '제목', version: 2 });
  expect(contacts.shown).toEqual({ name: '길동', list: [MAIL] });
  expect(events.map(({ kind }) => kind)).toContain('contacts changed');
  expect((await listTips(desk, viewer, { search: '01012345678' })).rows).toEqual([]);
  expect((await listTips(desk, viewer, { search: 'hong' })).rows).toHaveLength(1);
});

test('who takes their contacts back is anonymous, and what else the tip says stays', async () => {
  const { desk, viewer, submit } = await createTipWorld();
  const { number } = await submit({ ...FIELDS, place: '강남역' });
  await changeContacts(desk, number, ANONYMOUS);
  const { tip, contacts } = await readTip(desk, viewer, number, { contacts: 'shown' });
  expect(tip).toMatchObject({ title: '제목', place: '강남역', message: '글', consentContact: null });
  expect(contacts.shown).toEqual({ name: null, list: [] });
});
