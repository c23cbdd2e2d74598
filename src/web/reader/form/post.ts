import { z } from 'zod';
import type { FormFields } from '../../../channels/form/fields.ts';
import type { Faults } from '../../../errors.ts';
import { LANGS, type Lang } from '../../../i18n/lang.ts';
import { cleanFileName } from '../../../tips/intake/file-name.ts';
import type { Intake } from '../../http/bodies/body.ts';

/** Of `resident_number`. */
export const TOLD = 'told';

/** No receipt names more. */
const NAMES_AT_MOST = 50;

const fileNames = z
  .union([z.string(), z.array(z.string())])
  // As most forms come: an error that is then forgiven would cost more than all that is read here.
  .default([])
  .transform(names => [names].flat().filter(name => name !== ''))
  .transform(names => names.slice(0, NAMES_AT_MOST).map(cleanFileName))
  .catch([]);

/** The marks that a form brings along, beside what the reader wrote. */
const marks = z.object({
  stamp: z.string().optional().catch(''),
  website: z.string().catch('filled').default(''),
  /** `told`: its sender knows of a resident registration number in it, and sends it nevertheless. */
  resident_number: z.string().optional().catch(''),
  /** Present, it is the language button, which never sends; null: a language that this version does not speak. */
  switch_to: z.enum(LANGS).nullish().catch(null),
  /** Files that were chosen: a form sent urlencoded brings their names and not their bytes. */
  files: fileNames,
  /** Files that were chosen before and did not come. */
  left_out: fileNames,
});

export const readMarks = (raw: unknown): Marks => marks.parse(raw ?? {});

export type Marks = z.output<typeof marks>;

/** A post of the form as it was read. */
export type Post = {
  intake: Intake;
  fields: FormFields;
  attachedFaults: Faults;
  marks: Marks;
  lang: Lang;
  /** It comes from a page without our script, whose reader was not told yet. */
  warnsOfNumbers: boolean;
};
