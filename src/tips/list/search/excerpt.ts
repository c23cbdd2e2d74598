import { maskResidentNumbers } from '../../../resident-number.ts';
import { firstMark, shows } from '../../../search/match.ts';
import type { Search } from '../../../search/read-search.ts';
import type { Excerpt } from '../../tip.ts';
import type { TipText } from './lot.ts';

/** Of a tip that was found, the first place in which it was; null where its row shows all that was searched for. */
export function excerptOf(texts: Iterable<TipText>, search: Search): Excerpt | null {
  const all = [...texts];
  const shown = all.filter(({ in: place }) => place === 'row').map(({ text }) => text);
  if (shows(shown.join('\n'), search)) return null;
  for (const { in: place, text } of all) {
    if (place === 'row' || place === 'contact') continue;
    const around = cutAround(maskResidentNumbers(text), search);
    if (around !== null) return { in: place, text: around };
  }
  const isInContact = all.some(
    ({ in: place, text }) => place === 'contact' && firstMark(text, search) !== null,
  );
  return isInContact ? { in: 'contact' } : null;
}

/** So many UTF-16 units before and behind what was found. */
const [BEFORE, BEHIND] = [30, 90];

/** One line around the first word that was found, with an ellipsis where it was cut; null when no word is there. */
function cutAround(text: string, search: Search): string | null {
  const at = firstMark(text, search);
  if (at === null) return null;
  const [from, to] = [Math.max(0, at - BEFORE), at + BEHIND];
  const line = text.slice(from, to).toWellFormed().replace(/\s+/gu, ' ').trim();
  return `${from > 0 ? '…' : ''}${line}${to < text.length ? '…' : ''}`;
}
