import { z } from 'zod';
import type { Faults } from '../../../errors.ts';
import { IMPORTANCES } from '../../../tips/importance.ts';
import { CLOSING_OUTCOMES } from '../../../tips/outcomes.ts';
import { readTags } from '../../../tips/tags/tag.ts';
import { clean } from '../../../tips/text.ts';
import { MANY, type ManyChange, type ManyName } from '../../../tips/work/many/names.ts';
import { ticked } from '../forms.ts';
import type { StaffRequest } from '../request.ts';
import { closingIn } from '../tip/bar/closing-fields.ts';

const several = z
  .union([z.string().transform(one => [one]), z.array(z.string())])
  .catch([])
  .transform(all => all.map(one => clean(one)));

const line = z.string().transform(typed => clean(typed).trim());

/** Each by itself, or with commas between. What is no number is none that a tip has. */
const numbers = several.transform(all =>
  all
    .flatMap(one => one.split(','))
    .map(one => one.trim())
    .filter(one => one !== '')
    .map(one => (/^\d{1,15}$/.test(one) ? Number(one) : 0)),
);

/** Every tip has changed since. */
const BEFORE_ALL = -1;

/** A moment, in milliseconds or ISO 8601; null: none was said. What cannot be read must not let what changed meanwhile be written over. */
const moment = line
  .transform(typed => {
    if (typed === '') return null;
    if (/^\d{1,15}$/.test(typed)) return Number(typed);
    const read = /^\d{4}-\d\d-\d\d/.test(typed) ? Date.parse(typed) : Number.NaN;
    return read >= 0 ? read : BEFORE_ALL;
  })
  .optional()
  .transform(said => said ?? null)
  .catch(BEFORE_ALL);

const fields = z.object({
  numbers,
  /** The address of a list, behind the question mark: all that it shows. However long: were it dropped, what is ticked would be meant. */
  all: z.string().optional().catch(undefined),
  as_of: moment,
  change: line.catch(''),
  to: line.catch('?'),
  topic: line.catch('?'),
  importance: line.catch(''),
  add: several,
  remove: several,
  outcome: line.catch(''),
  article: line.catch(''),
  duplicate_of: line.catch(''),
  sure: ticked,
  /** The script has told how many are chosen. */
  counted: ticked,
  next: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .nullable()
    .catch(null),
  press: line.catch(''),
});

export type ManyFields = z.infer<typeof fields>;

/** What a button of the list does, `take` or `closure spam`, and with which one tip, as behind an @. */
const PRESS = /^(?<what>[a-z]+)(?: (?<outcome>[a-z ]+))?(?:@(?<number>\d{1,15}))?$/;

/** What was sent. A button says in one word what others say in fields. */
export function readFields({ raw }: StaffRequest): ManyFields {
  const sent = fields.parse({ ...(raw.body ?? {}) });
  const { what, outcome, number } = PRESS.exec(sent.press)?.groups ?? {};
  if (what === undefined) return sent;
  return {
    ...sent,
    ...(what === 'take' ? { change: 'assignment', to: 'me' } : { change: what }),
    ...(what === 'closure' && { outcome: outcome ?? '' }),
    ...(number !== undefined && { numbers: [Number(number)], all: undefined }),
  };
}

/** `change` is null where that is at fault. */
type Asked = { name: ManyName | null; change: ManyChange | null; faults: Faults };

const isName = (word: string): word is ManyName => MANY.some(name => name === word);
const importances = new Map(IMPORTANCES.map(one => [String(one), one]));

export function readChange({ viewer }: StaffRequest, sent: ManyFields): Asked {
  const name = isName(sent.change) ? sent.change : null;
  const at = (field: string, code: 'change-unknown' | 'importance-unknown' | 'topic-unknown'): Asked => {
    return { name, change: null, faults: { [field]: { code } } };
  };
  const is = (change: ManyChange, faults: Faults = {}): Asked => ({ name, change, faults });
  switch (name) {
    case null:
      return at('change', 'change-unknown');
    case 'assignment':
      return is({ name, to: sent.to === 'me' ? viewer.email : sent.to || null });
    case 'topic':
      return sent.topic === '?' ? at('topic', 'topic-unknown') : is({ name, topic: sent.topic || null });
    case 'tags':
      return is({ name, add: readTags(sent.add), remove: readTags(sent.remove) });
    case 'importance': {
      const importance = importances.get(sent.importance);
      return importance === undefined ? at('importance', 'importance-unknown') : is({ name, importance });
    }
    case 'closure': {
      const { closing, faults } = closingIn({ outcome: sent.outcome }, sent);
      return is({ name, closing }, faults);
    }
    default:
      return is({ name });
  }
}

/** Whether an outcome has been said: a page asks for one, and another program need not say it. */
export const saysOutcome = ({ outcome }: ManyFields): boolean =>
  CLOSING_OUTCOMES.some(known => known === outcome);
