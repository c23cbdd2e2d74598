import type { Context } from '../../../context.ts';
import type { Write } from '../../../db/database.ts';
import { Refusal } from '../../../errors.ts';
import type { Viewer } from '../../../staff/access.ts';
import type { Importance } from '../../importance.ts';
import type { Closing } from '../../outcomes.ts';
import type { StepName } from '../../states.ts';
import { STEP_NAMES } from '../../states.ts';
import { findTopic } from '../../topics/topic.ts';
import type { TipChange } from '../change-tip.ts';
import { changeImportanceIn } from '../importance.ts';
import { findOriginal } from '../original.ts';
import { assignTipIn } from '../people/assign.ts';
import { findColleague } from '../people/call-colleague.ts';
import type { tellColleague } from '../people/tell-colleague.ts';
import { takeStepIn } from '../state.ts';
import { changeTagsIn, refuseTags } from '../tags.ts';
import { changeTipTopicIn } from '../topic.ts';

/** What can be done with many tips at once, each as with one. */
export const MANY = [...STEP_NAMES, 'assignment', 'topic', 'tags', 'importance'] as const;
export type ManyName = (typeof MANY)[number];

/** `to`: an e-mail; null: nobody. `topic`: a slug; null: none. Tags by name, as `readTags` gives them. */
export type ManyChange =
  | { name: 'opening' | 'reopening' }
  | { name: 'closure'; closing: Closing }
  | { name: 'assignment'; to: string | null }
  | { name: 'topic'; topic: string | null }
  | { name: 'tags'; add: readonly string[]; remove: readonly string[] }
  | { name: 'importance'; importance: Importance };

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

type Telling = { at: number; tells: typeof tellColleague };

/** Changes one tip, by the verb that does so on its page. */
export async function applyTo(
  trx: Write,
  context: Context,
  viewer: Viewer,
  { tip, change, ...telling }: Telling & { tip: TipChange; change: ManyChange },
): Promise<void> {
  switch (change.name) {
    case 'assignment':
      await assignTipIn(trx, viewer, { ...tip, ...telling, to: change.to });
      break;
    case 'topic':
      await changeTipTopicIn(trx, context, viewer, { ...tip, topic: change.topic });
      break;
    case 'tags':
      await changeTagsIn(trx, context, viewer, { ...tip, add: change.add, remove: change.remove });
      break;
    case 'importance':
      await changeImportanceIn(trx, context, viewer, { ...tip, importance: change.importance });
      break;
    default:
      await takeStepIn(trx, context, viewer, change.name satisfies StepName, tip, {
        closing: change.name === 'closure' ? change.closing : {},
      });
  }
}
