import type { TipFile } from '../../tips/tip.ts';

export type ShownAs = 'picture' | 'video' | 'audio';

/** A file with its addresses. `shownAs` is null where it can only be downloaded. */
export type ShownFile = TipFile & { shownAs: ShownAs | null; download: string; show: string };

/** Larger pictures are downloaded: a page of ten would be too much for a phone. Bytes. */
const LARGEST_PICTURE = 20_000_000;

/** Types that a browser draws or plays and that cannot hold a script: no SVG, no PDF, no HTML. */
const safeTypes: Readonly<Record<string, ShownAs>> = {
  'image/jpeg': 'picture',
  'image/png': 'picture',
  'image/gif': 'picture',
  'image/webp': 'picture',
  'image/avif': 'picture',
  'video/mp4': 'video',
  'video/webm': 'video',
  'video/quicktime': 'video',
  'audio/mpeg': 'audio',
  'audio/mp4': 'audio',
  'audio/x-m4a': 'audio',
  'audio/aac': 'audio',
  'audio/ogg': 'audio',
  'audio/wav': 'audio',
  'audio/webm': 'audio',
  'audio/flac': 'audio',
};

/** The claimed type without its parameters, if a browser may show it; it is never sniffed. */
export function safeType({ claimedType }: TipFile): string | null {
  const type = claimedType.split(';')[0]?.trim().toLowerCase() ?? '';
  return Object.hasOwn(safeTypes, type) ? type : null;
}

export function shownFile(tip: number, file: TipFile): ShownFile {
  const type = safeType(file);
  const shownAs = type === null ? null : (safeTypes[type] ?? null);
  const download = `/admin/tips/${tip}/files/${file.id}`;
  const isTooLarge = shownAs === 'picture' && file.size > LARGEST_PICTURE;
  return { ...file, shownAs: isTooLarge ? null : shownAs, download, show: `${download}?show=1` };
}
