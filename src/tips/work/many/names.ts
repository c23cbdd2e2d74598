import type { Importance } from '../../importance.ts';
import type { Closing } from '../../outcomes.ts';
import { STEP_NAMES } from '../../states.ts';

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
