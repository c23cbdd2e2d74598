import { z } from 'zod';
import { eachText } from '../../tips/fields.ts';
import { clean, isBlank } from '../../tips/text.ts';

// A field is missing more often than not: what is no text is read as empty, and not as an error that is then forgiven.
const isText = (value: unknown): value is string => typeof value === 'string';
const textsOf = (value: unknown) => [value].flat().filter(isText);
// One step each: with those between them, they took longer than what they read.
const many = z.unknown().optional().transform(textsOf);
const one = z
  .unknown()
  .optional()
  .transform(value => clean(firstOf(value)));
const box = z
  .unknown()
  .optional()
  .transform(value => clean(firstOf(value)) === 'on');
const firstOf = (value: unknown) => (isText(value) ? value : (textsOf(value)[0] ?? ''));

/** The form's fields as the contract names them; unknown ones are ignored, a missing one is empty. */
const formFields = z.object({
  message: one,
  ...eachText(() => one),
  happened_at: one,
  phone: one,
  email: one,
  chat: one,
  reply_by: many,
  consent_contact: box,
  consent_media: box,
  /** For the page alone: photos were to lose place and device before they are sent, and those chosen next are, too. */
  clean: box,
  age_14: one,
  topic: one,
  uploads: many,
  article: one,
  lang: one,
  submission: one,
});

export type FormFields = z.output<typeof formFields>;

export const readFormFields = (raw: unknown): FormFields => formFields.parse(raw ?? {});

const UPLOAD_URL = /^(?:https?:\/\/[^/]+)?\/uploads\/([0-9a-f]{32})$/;

/** The ids of the uploads that a form names by their URLs; null when one is no such URL. */
export function uploadIds({ uploads }: FormFields): string[] | null {
  const ids = uploads.filter(url => !isBlank(url)).map(url => UPLOAD_URL.exec(url.trim())?.[1]);
  return ids.every(id => id !== undefined) ? [...new Set(ids)] : null;
}
