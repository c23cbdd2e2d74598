import { expect, test } from 'vitest';
import { complaintsAfter, createScene, FILE, jobRow, row, type Scene } from './scene.ts';

// Each promise that the torture looks at is broken here by hand, once: a check that does not see it could never fail.

test('of a desk that has kept all of it, nothing is complained of', async () => {
  expect(await (await createScene()).check()).toEqual([]);
});

test.each<[string, (scene: Scene) => unknown, string]>([
  ['a tip is gone', ({ kept }) => kept.tips.pop(), 'lost: tip jebo-mark'],
  ['a tip is nobody’s', ({ ledger }) => ledger.tips.pop(), 'half: tip 1 is nobody'],
  [
    'a submission is two tips',
    ({ kept }) => [
      kept.tips.push({ ...row(kept.tips), number: 2 }),
      kept.messages.push({ ...row(kept.messages), tip: 2 }),
    ],
    'twice: jebo-mark',
  ],
  [
    'a number is given to two tips',
    ({ ledger, tip }) => ledger.answered({ ...tip, answers: [] }, { number: 1, receipt: null }),
    'twice: number 1 was given to two tips',
  ],
  [
    'a submission is given two numbers',
    ({ ledger, tip }) => ledger.answered(tip, { number: 9, receipt: null }),
    'was given two numbers',
  ],
  [
    'a submission is given two receipts',
    ({ ledger, tip }) => ledger.answered(tip, { number: 1, receipt: 'another' }),
    'was given two receipts',
  ],
  [
    'a tip has another number',
    ({ kept }) => [
      Object.assign(row(kept.tips), { number: 2 }),
      Object.assign(row(kept.messages), { tip: 2 }),
    ],
    'is now 2',
  ],
  [
    'a receipt leads nowhere',
    ({ kept }) => Object.assign(row(kept.tips), { receipt_hash: 'other' }),
    'does not lead to tip',
  ],
  [
    'a text is shorter',
    ({ kept, tip }) => Object.assign(row(kept.messages), { body: tip.mark }),
    'its text is',
  ],
  [
    'a contact is another',
    ({ kept }) =>
      kept.contacts.push({
        id: 'c',
        tip: 1,
        way: 'chat',
        typed: '',
        parsed: null,
        sealed: null,
        may_reply: 0,
      }),
    'its contacts is',
  ],
  ['a name is another', ({ kept }) => Object.assign(row(kept.tips), { name: '다른 이' }), 'what was said is'],
  ['a file is missing', ({ kept }) => kept.files.pop(), 'its files is'],
  ['a tip has no text', ({ kept }) => kept.messages.pop(), 'half: tip 1 has no text'],
  ['a tip has not come', ({ kept }) => kept.events.pop(), 'half: tip 1 has no event of its coming'],
  [
    'a mail is owed to one of two',
    ({ kept }) => kept.outbox.splice(1, 1),
    'half: tip 1 has no mail for each address',
  ],
  [
    'a note has no tip',
    ({ kept }) => kept.notes.push({ id: 'n', tip: 7, staff_id: '', at: 6, body: '', sealed: null }),
    'half: notes of tip 7, which is not there',
  ],
  [
    'a file is an upload still',
    ({ kept }) => Object.assign(row(kept.uploads), { id: FILE }),
    `twice: ${FILE} is a tip's file and an upload still`,
  ],
  ['a file is never inspected', ({ kept }) => kept.outbox.pop(), `half: nobody is to inspect file ${FILE}`],
  [
    'a mail is owed for no tip',
    ({ kept }) => kept.outbox.push(jobRow('tip mail', '7', 1, 'a')),
    'half: tip mail for tip 7, which is not there',
  ],
])('where %s, that is told', async (_what, plant, complaint) => {
  expect(await complaintsAfter(plant)).toContainEqual(expect.stringContaining(complaint));
});
