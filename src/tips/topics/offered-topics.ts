import type { Context } from '../../context.ts';
import { loadTopics, type OfferedTopic } from './topic.ts';

/** News for all processes: a topic was made, or changed. */
export const TOPICS_CHANGED = 'topics';

/** Milliseconds. News may be lost: then it is seen so late. */
const LOOK_AGAIN_AFTER = 5_000;

/** What readers choose from: the same list until it changes, so that pages made of it can be kept. */
export type OfferedTopics = () => readonly OfferedTopic[];

/** Pages are served without a question to the database, so the list is kept by this process and read again when it changes. */
export async function createOfferedTopics({ database }: Pick<Context, 'database'>): Promise<OfferedTopics> {
  let topics: readonly OfferedTopic[] = await offered();
  let readAt = performance.now();
  let isAsked = false;
  let isReading = false;

  async function offered(): Promise<OfferedTopic[]> {
    const all = await loadTopics(database.query);
    const open = all.filter(({ isEnded }) => !isEnded);
    return open.map(({ slug, name, hint }) => ({ slug, name, hint }));
  }

  async function readAgain(): Promise<void> {
    isAsked = true;
    if (isReading) return;
    isReading = true;
    // What changes while it is read is read once more.
    while (isAsked) {
      isAsked = false;
      readAt = performance.now();
      // Where the database is away, readers choose from what there was, and the next one looks again.
      const next = await offered().catch(() => topics);
      if (JSON.stringify(next) !== JSON.stringify(topics)) topics = next;
    }
    isReading = false;
  }

  database.subscribe(TOPICS_CHANGED, () => void readAgain());
  return () => {
    if (performance.now() - readAt > LOOK_AGAIN_AFTER) void readAgain();
    return topics;
  };
}
