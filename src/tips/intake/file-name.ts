import { CONTENT } from '../fields.ts';
import { beginningOf, clean } from '../text.ts';

const { name: nameField, claimed_type: typeField } = CONTENT.files.fields;

/** What a file without a name is called. */
const NAMELESS = 'file';

/**
 * Of no use in a name and good for deceit: controls, line ends, invisible letters, and what turns the direction of
 * writing (UAX #9), by which `gpj.exe` reads `exe.jpg`. The joiners that some scripts and emoji need stay.
 */
const HARMFUL =
  /[\p{Cc}\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]+/gu;

/** A file's name as it is kept: of a path its last part, NFC, one line, at most 1,000 UTF-16 units with its ending kept. */
export function cleanFileName(typed: string): string {
  const name = lastPart(clean(typed.replace(HARMFUL, letters => (/[\t\n\r]/.test(letters) ? ' ' : ''))));
  return /^\.*$/.test(name) ? NAMELESS : shortened(name);
}

const lastPart = (path: string) =>
  path
    .split(/[/\\]/)
    .map(part => part.replace(/\s+/gu, ' ').trim())
    .findLast(part => part !== '') ?? '';

function shortened(name: string): string {
  if (name.length <= nameField.limit) return name;
  const ending = /\.[^.\s]{1,20}$/u.exec(name)?.[0] ?? '';
  return beginningOf(name, nameField.limit - ending.length) + ending;
}

/** The type that a sender claims, at most 200 letters; what is no type is any file's. */
export function cleanFileType(claimed: string): string {
  const type = /^\s*([\w!#$&^.+-]+\/[\w!#$&^.+-]+)/.exec(claimed)?.[1];
  return type === undefined ? 'application/octet-stream' : beginningOf(type, typeField.limit);
}
