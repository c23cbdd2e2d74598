import { expect, test } from 'vitest';
import { faultsOf } from '../../../src/channels/form/faults.ts';
import { readFormFields } from '../../../src/channels/form/fields.ts';
import { toSubmission } from '../../../src/channels/form/to-submission.ts';
import { sayEach } from '../../../src/i18n/reasons.ts';
import { wordsOf } from '../../../src/i18n/words.ts';

const faults = (fields: Record<string, unknown>) =>
  sayEach(faultsOf(readFormFields({ message: '글', ...fields })), wordsOf('en'));
const submission = (fields: Record<string, unknown>) =>
  toSubmission(readFormFields({ message: '글', ...fields }), { lang: 'ko', timeZone: 'Asia/Seoul', now: 0 });

test('the message alone is enough', () => {
  expect(faults({})).toEqual({});
});

test.each([{ message: '' }, { message: ' \n\t ' }, { message: undefined }, { message: { a: 'b' } }])(
  'a message that says nothing is asked for: %j',
  fields => {
    expect(Object.keys(faults(fields))).toEqual(['message']);
  },
);

test('the message may have 100,000 code points, counted after NFC and CRLF → LF', () => {
  expect(faults({ message: '\u1112\u1161\u11ab'.repeat(100_000) })).toEqual({});
  expect(faults({ message: `${'\r\n'.repeat(99_999)}끝` })).toEqual({});
  expect(faults({ message: '🔥'.repeat(100_000) })).toEqual({});
  expect(faults({ message: '가'.repeat(100_001) })['message']).toContain('100,001');
});

test.each(['title', 'place', 'happened_at', 'name', 'phone', 'email', 'chat'])(
  '%s may have 200 code points',
  field => {
    expect(faults({ [field]: '🔥'.repeat(200), consent_contact: 'on' })).toEqual({});
    expect(Object.keys(faults({ [field]: '가'.repeat(201), consent_contact: 'on' }))).toEqual([field]);
  },
);

test.each(['name', 'phone', 'email', 'chat'])(
  '%s is only taken with consent, and the fault stands beside the consent',
  field => {
    expect(Object.keys(faults({ [field]: 'a@b.kr' }))).toEqual(['consent_contact']);
    expect(faults({ [field]: 'a@b.kr', consent_contact: 'on' })).toEqual({});
  },
);

test('a child’s contact is not taken, even with consent', () => {
  expect(Object.keys(faults({ phone: '010-1234-5678', consent_contact: 'on', age_14: 'no' }))).toEqual([
    'age_14',
  ]);
  expect(faults({ age_14: 'no' })).toEqual({});
});

test('to stay anonymous stands alone', () => {
  expect(faults({ reply_by: 'none' })).toEqual({});
  expect(Object.keys(faults({ reply_by: ['none', 'phone'], phone: '1', consent_contact: 'on' }))).toEqual([
    'reply_by',
  ]);
  expect(Object.keys(faults({ reply_by: 'none', phone: '1', consent_contact: 'on' }))).toEqual(['reply_by']);
});

test('a way chosen for an answer needs its address', () => {
  expect(Object.keys(faults({ reply_by: ['phone', 'email'] }))).toEqual(['phone', 'email']);
  expect(Object.keys(faults({ reply_by: 'email', email: 'hong@', consent_contact: 'on' }))).toEqual([
    'email',
  ]);
  expect(faults({ reply_by: 'email', email: ' hong@example.kr ', consent_contact: 'on' })).toEqual({});
});

test('an upload that nobody knows is a fault', () => {
  expect(Object.keys(faults({ uploads: ['/uploads/1'] }))).toEqual(['uploads']);
});

test('Korean in another charset is refused instead of kept as boxes', () => {
  const cp949 = Buffer.from('c1a6baB8c7d5b4cfb4d9c1a6baB8c7d5b4cfb4d9', 'hex').toString('utf8');
  expect(faults({ message: cp949 })['message']).toContain('UTF-8');
  expect(faults({ message: '홀로 \ud800 선 글자' })).toEqual({});
});

test.each([
  ['https://www.ytn.co.kr/_ln/0103?a=1', 'https://www.ytn.co.kr/_ln/0103?a=1'],
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['www.ytn.co.kr', null],
  [`https://a.kr/${'x'.repeat(3_000)}`, null],
])('an article is kept only when it is an http(s) URL: %s', (article, kept) => {
  expect(submission({ article }).article).toBe(kept);
});

test('blank fields are none, and consent without a contact is none', () => {
  expect(submission({ title: ' ', place: '', name: '\n', consent_contact: 'on' })).toMatchObject({
    title: null,
    place: null,
    name: null,
    contacts: [],
    consentContact: false,
  });
});
