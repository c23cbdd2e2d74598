import { type Reason, Refusal } from '../../errors.ts';
import { isLongerThan } from '../text.ts';
import { TAG_LIMIT } from './names.ts';

/** What is wrong with them whatever the tip. @throws {Refusal} */
export function refuseTags({ add, remove }: { add: readonly string[]; remove: readonly string[] }): void {
  if (add.length === 0 && remove.length === 0) throw faultOfTags({ code: 'tag-missing' });
  if (add.some(name => isLongerThan(name, TAG_LIMIT)))
    throw faultOfTags({ code: 'tag-too-long', limit: TAG_LIMIT });
}

export const faultOfTags = (reason: Reason) => new Refusal(reason, { faults: { add: reason } });
