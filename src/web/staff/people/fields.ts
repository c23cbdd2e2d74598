import { z } from 'zod';
import { EMAIL_LIMIT } from '../../../email.ts';
import { notFound } from '../../../errors.ts';
import { LANGS } from '../../../i18n/lang.ts';
import type { PersonChange } from '../../../staff/accounts/person.ts';
import { ROLES } from '../../../staff/roles.ts';
import { change, number, text } from '../forms.ts';
import type { StaffRequest } from '../request.ts';

/** More than any body brings: what is too long for a name is told, not dropped. */
const ANY_LENGTH = 1_000_000;

/** Null: as the browser asks. */
export const language = z.enum(LANGS).nullable().catch(null);

export const called = z.object({ name: text(ANY_LENGTH), language });

/** `role`: null where none was chosen. */
const ofPerson = called.extend({ role: z.enum(ROLES).nullable().catch(null) });

export const newPerson = ofPerson.extend({ email: text(EMAIL_LIMIT * 4) });

export type TypedPerson = z.output<typeof ofPerson>;
export type TypedNewPerson = z.output<typeof newPerson>;

export const readPersonFields = ({ raw }: StaffRequest): TypedPerson => ofPerson.parse(raw.body ?? {});

/** How many open tips whoever closes the account has seen. None is a number that nobody has. */
export const seenTips = z.object({ tips: number.catch(-1) });

const id = z.string().regex(/^[0-9a-f]{32}$/);

/** @throws {Refusal} when the path names nobody. */
export function personId({ raw }: StaffRequest): string {
  const parsed = id.safeParse(raw.params['person']);
  if (!parsed.success) throw notFound();
  return parsed.data;
}

/** Whom a change is about, and as what they were seen. */
export const personChange = (request: StaffRequest): PersonChange => ({
  id: personId(request),
  version: change.parse(request.raw.body ?? {}).version,
});
