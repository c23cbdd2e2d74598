import { z } from 'zod';
import { CALL_KINDS, DIRECTIONS } from '../../tips/calls/call-note.ts';
import { clean } from '../../tips/text.ts';
import { PERMISSIONS } from '../../tips/tip.ts';

const isText = (value: unknown): value is string => typeof value === 'string';
const textsOf = (value: unknown) => [value].flat().filter(isText).map(clean);
const one = z
  .unknown()
  .optional()
  .transform(value => textsOf(value)[0] ?? '');
/** Of a list with a field of its own beside it: what was typed goes before what stands there anyway. */
const last = z
  .unknown()
  .optional()
  .transform(value => textsOf(value).findLast(text => text.trim() !== '') ?? '');
const ticked = z
  .unknown()
  .optional()
  .transform(value => ['on', 'yes'].includes(textsOf(value)[0] ?? ''));

/** What is typed of a call, a letter or a visit; a missing field is empty, an unknown one is ignored. */
const callFields = z.object({
  kind: z.enum(CALL_KINDS).catch('call'),
  direction: z.enum(DIRECTIONS).catch('in'),
  number: one,
  started: one,
  ended: one,
  note: one,
  place: one,
  happened_at: one,
  topic: one,
  /** In which words they agreed. */
  consent: one,
  consent_contact: ticked,
  use: z.enum(PERMISSIONS).nullable().catch(null),
  call_back: one,
  taker: one,
  tip: last,
  told: ticked,
  submission: one,
});

export type CallFields = z.output<typeof callFields>;

export const readCallFields = (raw: unknown): CallFields => callFields.parse({ ...(raw ?? {}) });

/** As what is withheld is shown by telephones, and by those who write it down. */
const WITHHELD =
  /^(?:발신\s*번호\s*표시\s*제한|표시\s*제한|번호\s*없음|withheld|anonymous|unknown|private)$/iu;

export const isWithheld = ({ number }: Pick<CallFields, 'number'>): boolean =>
  number.trim() === '' || WITHHELD.test(number.trim());
