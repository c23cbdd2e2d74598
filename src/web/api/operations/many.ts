import { z } from 'zod';
import { staffPaths } from '../../../paths.ts';
import { CLOSING_OUTCOMES } from '../../../tips/outcomes.ts';
import { MANY } from '../../../tips/work/many/names.ts';
import { count, maybeText, named, text } from '../answers/named.ts';
import type { Operation } from '../operation.ts';

const quoted = (words: readonly string[]) => words.map(word => `\`${word}\``).join(', ');

const left = z
  .array(z.strictObject({ number: count, code: text.describe('Why.') }))
  .describe('What was left as it was.');

const changed = named(
  'ManyChanged',
  z.strictObject({
    changed: count.describe('How many.'),
    left,
    undo: maybeText.describe('By which it is undone; null where nothing was changed.'),
  }),
);
const undone = named('ManyUndone', z.strictObject({ changed: count, left }));

/** What is done with many tips at once. */
export const manyOperations: readonly Operation[] = [
  {
    method: 'post',
    path: staffPaths.changes(),
    says: 'Does one thing with up to 5,000 tips, each by itself: one that cannot be changed is left, and told of.',
    asks: 'staff',
    form: {
      numbers: { says: 'Of the tips, each by itself or with commas between.', is: 'many' },
      all: 'In place of `numbers`: the query of a list, as in its address; all tips that it shows.',
      as_of: 'When that was read, ISO 8601: what has changed since is left alone.',
      change: `${quoted(MANY)}; its own fields as with one tip:`,
      outcome: `Of a closure: ${quoted(CLOSING_OUTCOMES)}.`,
      article: 'Of a closure: the URL of what was published.',
      duplicate_of: 'Of a closure: the number of the tip that they say once more.',
      to: 'Of an assignment: an e-mail, `me`, or empty for nobody.',
      topic: 'A slug, or empty for none.',
      add: { says: 'Tags, each by itself or with commas between.', is: 'many' },
      remove: { says: 'Tags in the same way.', is: 'many' },
      importance: '`0`, `1` or `2`.',
    },
    needs: ['change'],
    answers: { 200: { says: 'What was done.', json: changed } },
  },
  {
    method: 'post',
    path: staffPaths.undoChange(),
    says: 'Makes tips again what they were before, for a day and by whoever changed them; what has changed since is left alone.',
    asks: 'staff',
    form: { undo: 'As the change answered.' },
    needs: ['undo'],
    answers: { 200: { says: 'What was undone.', json: undone } },
  },
];
