import type { Words } from '../../src/i18n/words.ts';
import type { Opened } from '../../src/tips/tip.ts';

/** What people wrote; or, where it does not open, that it does not: it is never shown as if it were empty. */
export const OpenedText = ({ words, text }: { words: Words; text: Opened }) =>
  text === null ? <span class="quiet">{words.staff.missing.text}</span> : text;
