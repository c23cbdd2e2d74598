import { cleanFileName, cleanFileType } from '../../../tips/intake/file-name.ts';

/** What a part that holds a file is called once its head is written anew. */
export const NAMED_FILE = 'named-file';
const UNNAMED_FILE = 'unnamed-file';

/** No field has a longer one, and a parser gives up a body with a head of 16 kB. In UTF-16 units. */
const LONGEST_NAME = 200;

/** A file's name as it stands in a head that was written anew, where no parser can stumble on it. */
const packName = (name: string): string => Buffer.from(name).toString('base64url');
export const unpackName = (packed: string): string => Buffer.from(packed, 'base64url').toString();

/**
 * The same head of a part of a form (RFC 7578), written as every parser reads it. A part is a file that has a file name, be
 * it empty, or a type other than text. What has neither that nor a name of its own is left without a name, and ignored.
 */
export function cleanHead(head: Buffer): Buffer {
  const headers = headersIn(head.toString('utf8'));
  const disposition = (headers.get('content-disposition') ?? '').replace(/\s+/gu, ' ');
  const type = headers.get('content-type') ?? '';
  const fileName = fileNameIn(disposition);
  if (fileName !== null || !/^\s*(?:text\b|$)/i.test(type)) {
    const name = fileName ? NAMED_FILE : UNNAMED_FILE;
    return headOf(`${name}"; filename="${packName(cleanFileName(fileName ?? ''))}`, cleanFileType(type));
  }
  const name = parameter(disposition, 'name') ?? '';
  const cleanName = name.slice(0, LONGEST_NAME).replace(/[\p{Cc}"\\]/gu, '');
  // The type stays for its charset.
  return headOf(cleanName, /^[\x20-\x7E]{1,200}$/.test(type) ? type : 'text/plain');
}

const headOf = (name: string, type: string) =>
  Buffer.from(
    `${name === '' ? '' : `Content-Disposition: form-data; name="${name}"\r\n`}Content-Type: ${type}\r\n\r\n`,
  );

/** By their names in small letters; the first of several. A line that begins none belongs to the one above it. */
function headersIn(head: string): Map<string, string> {
  const headers = new Map<string, string>();
  let last = '';
  for (const line of head.split(/[\r\n]+/)) {
    const [, name, value = ''] = /^([\w-]+)[ \t]*:(.*)$/s.exec(line) ?? [];
    if (name === undefined) {
      headers.set(last, `${headers.get(last) ?? ''} ${line}`);
      continue;
    }
    last = name.toLowerCase();
    if (!headers.has(last)) headers.set(last, value.trim());
  }
  return headers;
}

/** Null where there is none; `filename*` (RFC 8187) goes before the other, unless it cannot be read. */
function fileNameIn(disposition: string): string | null {
  const extended = /[; ]filename\* ?= ?"?([\w-]*)'[^']*'([^; "]*)/i.exec(disposition);
  const decoded = extended && decode(extended[1] ?? '', extended[2] ?? '');
  return decoded ?? parameter(disposition, 'filename') ?? continuedName(disposition);
}

/** A name in pieces, as mail programs divide it (RFC 2231, 3). */
function continuedName(disposition: string): string | null {
  const pieces = [...disposition.matchAll(/[; ]filename\*\d{1,3}\*? ?= ?"?([^;"]*)/gi)];
  return pieces.length === 0 ? null : pieces.map(([, piece = '']) => piece.trim()).join('');
}

function decode(charset: string, escaped: string): string | null {
  const bytes = escaped.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  try {
    return new TextDecoder(charset || 'utf-8').decode(Buffer.from(bytes, 'latin1'));
  } catch {
    return null;
  }
}

/** Of a disposition with single spaces, so that each pattern reads it once, whatever it is full of. */
function parameter(disposition: string, name: string): string | null {
  const begin = new RegExp(`[; ]${name} ?= ?("?)`, 'i').exec(disposition);
  if (begin === null) return null;
  const rest = disposition.slice(begin.index + begin[0].length);
  const end = begin[1] === '' ? -1 : rest.search(CLOSING_QUOTE);
  if (end === -1) return rest.split(/[; ]/, 1)[0] ?? '';
  // As browsers escape (HTML, "multipart/form-data encoding algorithm"), and as others do (RFC 2616, quoted-pair).
  return rest
    .slice(0, end)
    .replace(/\\(["\\])/g, '$1')
    .replace(/%(22|0[AD])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Quotation marks within the quoted text, which should be escaped and often are not, do not end it. */
const CLOSING_QUOTE = /" ?(?:; ?[\w*-]+ ?=|;? ?$)/;
