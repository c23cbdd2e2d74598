import type { KeptFile } from '../../../tips/tip.ts';

/**
 * Types that a browser plays and that cannot hold a script. A picture is never among them: staff see only what was made
 * of it, so that no browser of theirs decodes a stranger's bytes unasked.
 */
const played: Readonly<Record<string, 'video' | 'audio'>> = {
  'video/mp4': 'video',
  'video/x-m4v': 'video',
  'video/quicktime': 'video',
  'video/webm': 'video',
  'video/ogg': 'video',
  'audio/mpeg': 'audio',
  'audio/mp4': 'audio',
  'audio/x-m4a': 'audio',
  'audio/aac': 'audio',
  'audio/ogg': 'audio',
  'audio/wav': 'audio',
  'audio/webm': 'audio',
  'audio/flac': 'audio',
};

type Played = { type: string; as: 'video' | 'audio' };

/** What a browser may play of a file, by what its content is; null for all else. What the sender claims has no say. */
export function playedAs({ inspection, scan }: KeptFile): Played | null {
  if (scan.is === 'infected' || inspection.is !== 'done' || inspection.broken) return null;
  const type = essenceOf(inspection.type ?? '');
  const as = Object.hasOwn(played, type) ? played[type] : undefined;
  return as === undefined ? null : { type, as };
}

/** The essence of a type: without parameters (WHATWG MIME Sniffing, 4.1). */
const essenceOf = (type: string) => type.split(';')[0]?.trim().toLowerCase() ?? '';
