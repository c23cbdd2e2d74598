import type { Words } from '../../../src/i18n/words.ts';
import { staffPaths } from '../../../src/paths.ts';

export type LiveLineProps = {
  words: Words;
  /** Where the list begins. */
  list: string;
  /** Where is asked what has changed of it. */
  address: string;
  /** When it was read, milliseconds since 1970. */
  now: number;
};

/** Above the list. It has its room from the first, so that nothing moves when something comes. */
export const LiveLine = ({ words, list, address, now }: LiveLineProps) => (
  <div
    class="live-line"
    id="live-list"
    data-stream={staffPaths.live}
    data-address={address}
    data-drawn={now}
    aria-live="polite"
  >
    <a class="again" href={list}>
      {words.staff.live.again}
    </a>
  </div>
);
