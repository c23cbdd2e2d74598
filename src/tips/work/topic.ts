import type { Context } from '../../context.ts';
import type { Write } from '../../db/database.ts';
import { Refusal } from '../../errors.ts';
import { authorizeFor, may, type Viewer } from '../../staff/access.ts';
import { noteEvents } from '../history/events.ts';
import { loadFacts } from '../read/load-facts.ts';
import { movedDetail } from '../topics/moved.ts';
import { findTopic } from '../topics/topic.ts';
import { changeTip, type TipChange } from './change-tip.ts';

/** Null: it is about none of them. */
type TopicChange = TipChange & { topic: string | null };

/**
 * Says what a tip is about. Gives its new version, and whether the viewer sees it still.
 * @throws {Refusal} as `authorizeFor`; when there is no such topic; when the tip is no longer as the viewer saw it, or is
 * forgotten; `not-allowed` where it would leave a confidential topic by who may not disclose it.
 */
export async function changeTipTopic(
  context: Pick<Context, 'database' | 'clock'>,
  viewer: Viewer,
  change: TopicChange,
): Promise<{ version: number; isSeen: boolean }> {
  return context.database.write(trx => changeTipTopicIn(trx, context, viewer, change));
}

/** The same in a transaction of more. */
export async function changeTipTopicIn(
  trx: Write,
  { clock }: Pick<Context, 'clock'>,
  viewer: Viewer,
  { number, version, topic }: TopicChange,
): Promise<{ version: number; isSeen: boolean }> {
  const facts = authorizeFor(viewer, 'change topic', await loadFacts(trx, number));
  const isLeft = facts.topic?.isConfidential === true && facts.topic.slug !== topic;
  if (isLeft) authorizeFor(viewer, 'disclose', facts);
  if (topic !== null && (await findTopic(trx, topic)) === null)
    throw new Refusal({ code: 'topic-unknown' }, { faults: { topic: { code: 'topic-unknown' } } });
  await changeTip(trx, { number, version }, { topic });
  const moved = movedDetail({ from: facts.topic?.slug ?? null, to: topic });
  await noteEvents(trx, number, ['moved'], viewer, clock(), moved);
  const now = await loadFacts(trx, number);
  return { version: version + 1, isSeen: now !== undefined && may(viewer, 'see', now) };
}
