import type { Inspection } from './inspection.ts';
import { agree, showsItself } from './type-families.ts';

/** `found` is null where the content tells no type at all. */
export type Mismatch = { claimed: string; found: string | null };

/**
 * Where a file says that it is one thing and its content is another; null where its type or its name agrees with the content, or
 * nothing was said. Browsers take the type from the name, by a list of the system's that is often odd: so either may be right.
 */
export function mismatchOf(file: {
  name: string;
  claimedType: string;
  inspection: Inspection;
}): Mismatch | null {
  if (file.inspection.is !== 'done') return null;
  const stated = essenceOf(file.claimedType);
  const named = typeByName(file.name);
  const claimed = SAYS_NOTHING.has(stated) ? named : stated;
  const found = file.inspection.type === null ? null : essenceOf(file.inspection.type);
  if (found !== null && PROGRAMS.has(found)) return programMismatch(claimed, named, found);
  const said = [claimed, named].filter(type => type !== null);
  if (found === null) {
    const unseen = said.find(showsItself);
    return unseen === undefined ? null : { claimed: unseen, found };
  }
  return claimed === null || said.some(type => agree(type, found)) ? null : { claimed, found };
}

/** A program is a mismatch unless it says so itself, and then too if it goes by another thing's name: a click on it is enough. */
function programMismatch(claimed: string | null, named: string | null, found: string): Mismatch | null {
  const isStated = claimed !== null && agree(claimed, found);
  return isStated && named === null ? null : { claimed: (isStated ? named : claimed) ?? NOTHING, found };
}

const NOTHING = 'application/octet-stream';

const SAYS_NOTHING: ReadonlySet<string> = new Set([
  '',
  NOTHING,
  'binary/octet-stream',
  'application/x-download',
  'application/download',
  'application/force-download',
  'application/unknown',
  'application/x-unknown',
  '*/*',
  'text/plain',
]);

/** What runs, or has something run, when it is opened. */
const PROGRAMS: ReadonlySet<string> = new Set([
  'application/x-msdownload',
  'application/x-ms-shortcut',
  'application/x-ms-regedit',
  'application/vnd.ms-htmlhelp',
  'application/x-elf',
  'application/x-deb',
  'application/x-rpm',
  'application/x-mach-binary',
  'application/x-apple-diskimage',
  'application/x-ft-apple.alias',
  'application/vnd.android.package-archive',
  'application/java-archive',
  'application/java-vm',
  'application/wasm',
  'application/x-google-chrome-extension',
  'application/x-xpinstall',
  'application/x-shockwave-flash',
]);

/** The essence of a type, without parameters (WHATWG MIME Sniffing, 4.1). What a sender claims may be anything: only what a type may be made of is left (RFC 6838, 4.2). */
const essenceOf = (type: string) =>
  (type.split(';')[0] ?? '')
    .toLowerCase()
    .replace(/[^!-~]/g, '')
    .slice(0, 127);

/** What staff take a file for by the end of its name, and open with a click. */
const TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  jpe: 'image/jpeg',
  jfif: 'image/jpeg',
  mpo: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  heic: 'image/heic',
  heif: 'image/heif',
  hif: 'image/heif',
  jxl: 'image/jxl',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  bmp: 'image/bmp',
  mp4: 'video/mp4',
  m4v: 'video/x-m4v',
  mov: 'video/quicktime',
  '3gp': 'video/3gpp',
  '3g2': 'video/3gpp2',
  webm: 'video/webm',
  mkv: 'video/x-matroska',
  avi: 'video/x-msvideo',
  wmv: 'video/x-ms-wmv',
  asf: 'video/x-ms-asf',
  mpg: 'video/mpeg',
  mpeg: 'video/mpeg',
  vob: 'video/dvd',
  // `.ts` may be a text.
  mts: 'video/mp2t',
  m2ts: 'video/mp2t',
  flv: 'video/x-flv',
  ogv: 'video/ogg',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  aac: 'audio/aac',
  wma: 'audio/x-ms-wma',
  wav: 'audio/wav',
  ogg: 'audio/ogg',
  oga: 'audio/ogg',
  opus: 'audio/ogg',
  amr: 'audio/amr',
  flac: 'audio/flac',
  pdf: 'application/pdf',
  zip: 'application/zip',
  rtf: 'application/rtf',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  hwp: 'application/x-hwp',
  hwpx: 'application/hwp+zip',
};

/** Null where the name's ending says nothing that we know. What cannot be seen behind it is overlooked. */
export function typeByName(name: string): string | null {
  const [, ending = ''] = /\.([a-z\d]{1,5})[^\p{L}\p{N}]*$/iu.exec(name) ?? [];
  const lower = ending.toLowerCase();
  return Object.hasOwn(TYPES, lower) ? (TYPES[lower] ?? null) : null;
}
