import type { Write } from '../../../db/database.ts';
import { Refusal } from '../../../errors.ts';
import type { Viewer } from '../../../staff/access.ts';
import { refuseTags } from '../../tags/refuse-tags.ts';
import { findTopic } from '../../topics/topic.ts';
import { findOriginal } from '../original.ts';
import { findColleague } from '../people/call-colleague.ts';
import type { ManyChange } from './names.ts';

/** No tip has this number. */
const NO_TIP = 0;

/**
 * What is wrong with a change whatever the tip is told once, and before anything is changed. Gives to whom tips are assigned by it.
 * @throws {Refusal} with the fault of its field.
 */
export async function checkChange(trx: Write, viewer: Viewer, change: ManyChange): Promise<Viewer | null> {
  if (change.name === 'assignment') return change.to === null ? null : findColleague(trx, change.to);
  if (change.name === 'tags') refuseTags(change);
  if (change.name === 'topic' && change.topic !== null && (await findTopic(trx, change.topic)) === null)
    throw fault('topic', { code: 'topic-unknown' });
  if (change.name !== 'closure' || change.closing.duplicateOf === null) return null;
  const { duplicateOf: named } = change.closing;
  await findOriginal(trx, viewer, { number: NO_TIP, named }).catch((error: unknown) => {
    throw error instanceof Refusal ? fault('duplicate_of', error.reason) : error;
  });
  return null;
}

const fault = (field: string, reason: Refusal['reason']) =>
  new Refusal(reason, { faults: { [field]: reason } });
