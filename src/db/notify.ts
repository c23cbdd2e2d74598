/** `subject`: an id; null where anything may have been published unheard, because the line to the other processes was broken. */
type Listener = (subject: string | null) => void;

/** What the processes of one desk let each other know: topics and ids, never content. */
export type PubSub = {
  /**
   * This process hears it at once, the others in a moment; not at all if this process ends in between, so that nothing
   * but haste may depend on it.
   */
  publish(topic: string, subject?: string): void;
  subscribe(topic: string, listener: Listener): void;
};

/** Within the process: all there is on SQLite, which one process has for itself. */
export function createPubSub(): PubSub & { missed(): void } {
  const listeners = new Map<string, Listener[]>();
  return {
    publish(topic, subject = '') {
      for (const listener of listeners.get(topic) ?? []) listener(subject);
    },
    subscribe(topic, listener) {
      listeners.set(topic, [...(listeners.get(topic) ?? []), listener]);
    },
    /** Everybody looks again. */
    missed() {
      for (const listener of [...listeners.values()].flat()) listener(null);
    },
  };
}
