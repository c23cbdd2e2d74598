import type { EventKind } from '../../history/kinds.ts';
import type { Importance } from '../../importance.ts';
import type { Closing } from '../../outcomes.ts';
import { STEP_NAMES, STEPS } from '../../states.ts';

/** What can be done with many tips at once, each as with one. */
export const MANY = [...STEP_NAMES, 'assignment', 'topic', 'tags', 'importance'] as const;
export type ManyName = (typeof MANY)[number];

/** By what the history of a tip tells of each. */
export const MANY_EVENTS: Readonly<Record<ManyName, readonly EventKind[]>> = {
  opening: [STEPS.opening.event],
  closure: [STEPS.closure.event],
  reopening: [STEPS.reopening.event],
  // Who takes a new tip opens it.
  assignment: ['assigned', 'unassigned', STEPS.opening.event],
  topic: ['moved'],
  tags: ['tags changed'],
  importance: ['importance changed'],
};

/** `to`: an e-mail; null: nobody. `topic`: a slug; null: none. Tags by name, as `readTags` gives them. */
export type ManyChange =
  | { name: 'opening' | 'reopening' }
  | { name: 'closure'; closing: Closing }
  | { name: 'assignment'; to: string | null }
  | { name: 'topic'; topic: string | null }
  | { name: 'tags'; add: readonly string[]; remove: readonly string[] }
  | { name: 'importance'; importance: Importance };
