import type { Words } from '../../../src/i18n/words.ts';
import { staffPaths } from '../../../src/paths.ts';

const LABELS = {
  notes: 'toNotes',
  source: 'toSource',
  leaves: 'toLeaves',
  outcomes: 'toOutcomes',
} as const;

type HelpLinkProps = { words: Words; about: keyof typeof LABELS };

/** To the part of the help that is about what stands beside it. */
export const HelpLink = ({ words, about }: HelpLinkProps) => (
  <p class="small on-screen">
    <a href={staffPaths.help(about)}>{words.staff.help[LABELS[about]]}</a>
  </p>
);
