/** `subject`: an id; null where anything may have been told unheard, because the line to the other processes was broken. */
type Listener = (subject: string | null) => void;

/** What the processes of one desk tell each other: topics and ids, never content. */
export type News = {
  /**
   * This process hears it at once, the others in a moment; not at all if this process ends in between, so that nothing
   * but haste may depend on it.
   */
  tell(topic: string, subject?: string): void;
  hear(topic: string, listener: Listener): void;
};

/** News that stay within the process: all there is on SQLite, which one process has for itself. */
export function createNews(): News & { missed(): void } {
  const listeners = new Map<string, Listener[]>();
  return {
    tell(topic, subject = '') {
      for (const listener of listeners.get(topic) ?? []) listener(subject);
    },
    hear(topic, listener) {
      listeners.set(topic, [...(listeners.get(topic) ?? []), listener]);
    },
    /** Everybody looks again. */
    missed() {
      for (const listener of [...listeners.values()].flat()) listener(null);
    },
  };
}
