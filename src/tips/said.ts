import type { OrUnknown } from '../unknown.ts';
import type { Channel } from './channels.ts';
import type { Instant, Opened } from './tip.ts';

/** What was said in the talk about a tip, by its reader or to them. `files`: the ids of those that came with it. */
export type Said = {
  id: string;
  at: Instant;
  isFromReader: boolean;
  channel: OrUnknown<Channel>;
  body: Opened;
  files: readonly string[];
};
