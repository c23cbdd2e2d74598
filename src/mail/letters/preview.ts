import type { Words } from '../../i18n/words.ts';
import type { KeptFile, OpenedTip } from '../../tips/tip.ts';
import { inOneLine, shortened } from '../letter.ts';

const LETTERS = 140;
const KINDS = ['image', 'video', 'audio', 'other'] as const;
type KindOfFile = (typeof KINDS)[number];

/** What an inbox shows beside the subject: what came along, how the reader may be asked, and the tip's own words. */
export function previewOf(tip: OpenedTip, words: Words['mail']['tip']): string {
  const files = KINDS.flatMap(kind => {
    const count = tip.files.filter(file => kindOf(file) === kind).length;
    return count === 0 ? [] : [words.came[kind](count)];
  });
  const ways = tip.contacts.flatMap(({ way, mayReply }) =>
    mayReply && typeof way === 'string' ? [words.reachableBy[way]] : [],
  );
  const facts = [...files, ...new Set(ways)].join(' · ');
  const said = shortened(inOneLine(tip.message), LETTERS);
  return facts === '' ? said : `${facts} — ${said}`;
}

function kindOf({ inspection, claimedType }: KeptFile): KindOfFile {
  const type = (inspection.is === 'done' ? inspection.type : null) ?? claimedType.toLowerCase();
  return KINDS.find(kind => type.startsWith(`${kind}/`)) ?? 'other';
}
