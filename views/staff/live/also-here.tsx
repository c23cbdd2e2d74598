import type { Words } from '../../../src/i18n/words.ts';
import { staffPaths } from '../../../src/paths.ts';

/** Who else looks at this tip: filled by the script, while somebody does. */
export const AlsoHere = ({ words, number }: { words: Words; number: number }) => (
  <p
    class="also-here quiet small on-screen"
    id="also-here"
    role="status"
    data-stream={staffPaths.live}
    data-address={staffPaths.presence(number)}
    data-number={number}
    data-says={words.staff.live.alsoHere}
  />
);
