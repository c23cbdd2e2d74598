import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { CONTENT, eachText, type Field, namesIn, TEXT_FIELDS } from '../../../src/tips/fields.ts';
import { type ReceiptFile, receiptFor } from '../../../src/tips/intake/receipt.ts';
import type { Submission } from '../../../src/tips/intake/submission.ts';

const KEY = Buffer.alloc(32, 7);

const bare: Submission = {
  ...eachText(() => null),
  channel: 'form',
  topic: null,
  id: '0f0e0d0c-0000-4000-8000-000000000001',
  lang: 'ko',
  message: '역 앞에서 불이 났어요',
  happened: null,
  article: null,
  contacts: [],
  consentContact: false,
  consentMedia: false,
  age14: null,
  byHand: null,
};

const full: Submission = {
  ...bare,
  title: '제목 "하나"',
  place: '강남역 2번 출구',
  happened: { typed: '어제 오후 2시', at: 1_795_410_000_000 },
  article: 'https://www.ytn.co.kr/_ln/0103_1',
  name: '홍길동',
  contacts: [
    { way: 'phone', typed: '010-1234-5678', parsed: '+82 10 1234 5678', mayReply: true },
    { way: 'chat', typed: '@hong\n길동', parsed: null, mayReply: false },
  ],
  consentContact: true,
  consentMedia: true,
  age14: 'yes',
};

const files: ReceiptFile[] = [
  { name: '사진.jpg', size: 5, sha256: createHash('sha256').update('bytes').digest('hex') },
  { name: 'b.mp4', size: 2_000_000_000, sha256: createHash('sha256').update('b').digest('hex') },
];

// A repeat may come across an upgrade: whoever sent a tip to an older version gets that version's receipt again.
test.each([
  ['a message alone', bare, [], 'VJMTZ-NQP35-0AW61-ZATJ8'],
  ['every field and two files', full, files, 'YWD0Q-GGT3D-CJEJJ-83PDT'],
  [
    'a typed time that nobody could read',
    { ...bare, happened: { typed: '언젠가', at: null } },
    [],
    '15RWQ-CYXKE-N34GT-141C4',
  ],
  ['an age that was denied', { ...bare, age14: 'no' }, files.slice(0, 1), 'C9F0G-0VFJ5-TT922-GP3VE'],
] satisfies [string, Submission, ReceiptFile[], string][])(
  'the receipt for %s is the one that every version gave',
  (_, submission, attached, receipt) => {
    expect(receiptFor(KEY, submission, attached)).toBe(receipt);
  },
);

const [one, ...others] = files;
const [phone, ...ways] = full.contacts;
/** The full submission with one thing said otherwise, by the column that would hold it. */
const otherwise: Record<string, [Submission, ReceiptFile[]]> = {
  ...Object.fromEntries(TEXT_FIELDS.map(field => [`tips.${field}`, [{ ...full, [field]: 'else' }, files]])),
  'tips.happened_typed': [{ ...full, happened: { typed: '어제', at: 1_795_410_000_000 } }, files],
  'tips.article': [{ ...full, article: 'https://www.ytn.co.kr/' }, files],
  'messages.body': [{ ...full, message: 'else' }, files],
  'contacts.typed': [{ ...full, contacts: phone ? [{ ...phone, typed: '010' }, ...ways] : [] }, files],
  'files.name': [full, one ? [{ ...one, name: 'else' }, ...others] : []],
  'files.sha256': [full, one ? [{ ...one, sha256: 'else' }, ...others] : []],
};

test('a repeat that says otherwise in any field of the digest has another receipt', () => {
  const inDigest = namesIn(CONTENT).flatMap(table => {
    const fields: Readonly<Record<string, Field>> = CONTENT[table].fields;
    const said = Object.keys(fields).filter(column => fields[column]?.digest);
    return CONTENT[table].by === null ? [] : said.map(column => `${table}.${column}`);
  });
  expect(Object.keys(otherwise).sort()).toEqual(inDigest.sort());
  const receipts = Object.values(otherwise).map(([submission, attached]) =>
    receiptFor(KEY, submission, attached),
  );
  expect(new Set([receiptFor(KEY, full, files), ...receipts]).size).toBe(receipts.length + 1);
});
