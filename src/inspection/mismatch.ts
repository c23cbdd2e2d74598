import type { Inspection } from './inspection.ts';
import { typeByName } from './type-by-name.ts';

/** `found` is null where the content tells no type at all. */
export type Mismatch = { claimed: string; found: string | null };

/**
 * Where a file says that it is one thing and its content is another; null where they agree, or nothing was claimed. A claim
 * that says nothing is no excuse for a name that says something.
 */
export function mismatchOf(file: {
  name: string;
  claimedType: string;
  inspection: Inspection;
}): Mismatch | null {
  if (file.inspection.is === 'waiting') return null;
  const said = bare(file.claimedType);
  const named = typeByName(file.name);
  const claimed = SAYS_NOTHING.has(said) ? named : said;
  const found = file.inspection.type === null ? null : bare(file.inspection.type);
  if (found !== null && PROGRAMS.has(found)) return programMismatch(claimed, named, found);
  if (claimed === null) return null;
  // Of text, of a new office format and of much else nothing can be found; a picture, a video or a sound shows itself.
  if (found === null) return isMedia(claimed) && !IS_TEXT.has(claimed) ? { claimed, found } : null;
  if (kindOf(claimed) === kindOf(found)) return null;
  // A document of an office program is, by its content, an archive.
  if (WRAPPERS.has(found) && !isMedia(claimed) && !claimed.startsWith('text/')) return null;
  return { claimed, found };
}

/** A program is told unless it says so itself, and then too if it goes by another thing's name: a click on it is enough. */
function programMismatch(claimed: string | null, named: string | null, found: string): Mismatch | null {
  const isSaid = claimed !== null && kindOf(claimed) === kindOf(found);
  return isSaid && named === null ? null : { claimed: (isSaid ? named : claimed) ?? NOTHING, found };
}

const NOTHING = 'application/octet-stream';

const SAYS_NOTHING: ReadonlySet<string> = new Set([
  '',
  NOTHING,
  'binary/octet-stream',
  'application/x-download',
  'text/plain',
]);

const WRAPPERS: ReadonlySet<string> = new Set(['application/zip', 'application/x-cfb', 'application/xml']);

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

/** Pictures that are written as text, of which no first bytes tell. */
const IS_TEXT: ReadonlySet<string> = new Set(['image/svg+xml']);

const isMedia = (type: string) => /^(image|video|audio)\//.test(type);

/** Types that programs take for one another, because the same container holds them. */
const families: readonly (readonly [name: string, types: RegExp])[] = [
  ['iso media', /^(video\/(mp4|quicktime|x-m4v|3gpp2?)|audio\/(mp4|x-m4a|m4a|3gpp2?|aac|aacp|x-aac))$/],
  ['matroska', /^(video|audio)\/(webm|x-matroska|matroska)$/],
  ['ogg', /^(audio|video|application)\/(ogg|opus)$/],
  ['mpeg sound', /^audio\/(mpeg|mp3|x-mp3|mpeg3|x-mpeg)$/],
  ['wave', /^audio\/(wav|x-wav|wave|vnd\.wave)$/],
  ['flac', /^audio\/(flac|x-flac)$/],
  ['avi', /^video\/(vnd\.avi|x-msvideo|avi|msvideo)$/],
  ['heif', /^image\/hei[cf](-sequence)?$/],
  ['jpeg', /^image\/(jpeg|jpg|pjpeg)$/],
  ['png', /^image\/(png|apng|x-png)$/],
  ['bmp', /^image\/(bmp|x-ms-bmp)$/],
  ['icon', /^image\/(x-icon|vnd\.microsoft\.icon)$/],
  ['raw', /^image\/(tiff|x-adobe-dng|x-(canon|nikon|sony|fujifilm|olympus|panasonic)-\w+)$/],
  ['zip', /^application\/(zip|x-zip|x-zip-compressed)$/],
  ['rar', /^application\/(vnd\.rar|x-rar|x-rar-compressed)$/],
  ['gzip', /^application\/(gzip|x-gzip)$/],
  ['rtf', /^(application|text)\/rtf$/],
  [
    'windows program',
    /^application\/(x-msdownload|x-msdos-program|x-dosexec|vnd\.microsoft\.portable-executable)$/,
  ],
  ['xml', /^((application|text)\/xml|image\/svg\+xml)$/],
];

const kindOf = (type: string) => families.find(([, types]) => types.test(type))?.[0] ?? type;

/** Without parameters. What a sender claims may be anything: only what a type may be made of is left (RFC 6838, 4.2). */
const bare = (type: string) =>
  (type.split(';')[0] ?? '')
    .toLowerCase()
    .replace(/[^!-~]/g, '')
    .slice(0, 127);
