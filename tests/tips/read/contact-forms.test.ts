import { expect, test } from 'vitest';
import { readContact } from '../../../src/tips/intake/submission.ts';
import { contactForms } from '../../../src/tips/read/contact-forms.ts';

test.each([
  ['010-1234-5678', '010-1234-5678', '+82 10 1234 5678', null],
  ['01012345678', '010-1234-5678', '+82 10 1234 5678', null],
  ['+82 10-1234-5678', '010-1234-5678', '+82 10 1234 5678', null],
  ['+82 (0)10 1234 5678', '010-1234-5678', '+82 10 1234 5678', '+82 (0)10 1234 5678'],
  ['010 1234 5678 저녁에', '010-1234-5678', '+82 10 1234 5678', '010 1234 5678 저녁에'],
  ['(02) 398.8585', '02-398-8585', '+82 2 398 8585', null],
  ['1588-1234', '1588-1234', '+82 1588 1234', null],
  ['+1 202-555-0123', '+1 202 555 0123', null, null],
  ['여기로요 #0000', '여기로요 #0000', null, null],
])(
  'The phone number %s is shown as %s, then as %s, then as typed',
  (typed, shown, international, asTyped) => {
    const contact = { way: 'phone', typed, parsed: readContact('phone', typed), mayReply: true } as const;
    expect(contactForms(contact)).toEqual({ shown, international, typed: asTyped });
  },
);

test('An address is shown as it is used, and beside it as it was typed only where that differs', () => {
  const email = (typed: string) =>
    contactForms({ way: 'email', typed, parsed: readContact('email', typed), mayReply: true });
  const alone = { shown: 'reader@example.kr', international: null, typed: null };
  expect(email(' reader@example.kr ')).toEqual(alone);
  expect(email('홍길동@한국')).toEqual({ shown: '홍길동@한국', international: null, typed: null });
  expect(contactForms({ way: 'chat', typed: '오픈채팅', parsed: null, mayReply: true })).toEqual({
    shown: '오픈채팅',
    international: null,
    typed: null,
  });
});
