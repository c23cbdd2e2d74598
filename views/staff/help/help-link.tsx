import type { Words } from '../../../src/i18n/words.ts';
import { staffPaths } from '../../../src/paths.ts';

/** To the part of the help that is about what stands beside it. */
export const HelpLink = ({ words, about }: { words: Words; about: 'notes' | 'source' }) => (
  <p class="small on-screen">
    <a href={staffPaths.help(about)}>
      {about === 'notes' ? words.staff.help.toNotes : words.staff.help.toSource}
    </a>
  </p>
);
