import type { Words } from '../../src/i18n/words.ts';
import { keyed } from '../../src/keys.ts';
import { staffPaths } from '../../src/paths.ts';

/** At the foot of every page: what somebody new to the desk looks for. */
export const DeskLinks = ({ words }: { words: Words }) => (
  <span class="desk-links">
    <a href={staffPaths.help()}>{words.staff.help.title}</a>
    <a href={staffPaths.keys} data-sheet {...keyed('help')}>
      {words.staff.keys.title}
    </a>
  </span>
);
