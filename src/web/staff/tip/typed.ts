import { z } from 'zod';
import { randomId } from '../../../crypto/ids.ts';
import { clean } from '../../../tips/text.ts';
import { NONE_CHOSEN, NOTHING_BESIDE, TYPED_BESIDE, type TypedBeside } from '../../../tips/typed-beside.ts';
import { isNothing, keepDraft, type Typed } from '../../../tips/work/notes/drafts.ts';
import type { StaffContext } from '../context.ts';
import { number, tipNumber } from '../forms.ts';
import type { PageRequest, StaffRequest } from '../request.ts';

const draftId = z.string().regex(/^[0-9a-f]{32}$/);

/** What every form of a tip's page brings along. Where it names no draft, as another program's does, it is a new one. */
const fields = z.object({
  body: z.string().catch('').transform(clean),
  draft: draftId.catch(() => randomId()),
  seen: number.catch(0),
  writer: z.string().max(200).catch(''),
});

const sentFields = z.record(z.string(), z.unknown()).catch({});
const sentText = z.string().catch('').transform(clean);

/** Of these a choice always stands in the field, and what it was when the page was made goes along as `NAME_was`. */
const CHOICES: ReadonlySet<string> = new Set<keyof TypedBeside>([
  'assignment_to',
  'messages_way',
  'reminder_on',
  'topic',
]);

/** What is typed or chosen on a tip's page beside its note; whatever is answered, it still stands there. */
export function typedBeside({ raw }: PageRequest): TypedBeside {
  const sent = sentFields.parse({ ...(raw.body ?? {}) });
  const typed: Record<keyof TypedBeside, string> = { ...NOTHING_BESIDE };
  for (const name of TYPED_BESIDE)
    typed[name] = CHOICES.has(name) ? chosenOf(sent[name], sent[`${name}_was`]) : sentText.parse(sent[name]);
  return typed;
}

function chosenOf(sent: unknown, was: unknown): string {
  if (typeof sent !== 'string' || typeof was !== 'string' || sent === was) return '';
  return clean(sent) || NONE_CHOSEN;
}

export const askedDraft = ({ raw }: PageRequest): string | undefined =>
  draftId.safeParse(raw.query['draft']).data;

const withNote = z.object({ closure_with: z.literal('note').nullable().catch(null) });

/** Whether what stands in the note's field is to be added by the closing. */
export const isClosedWithNote = ({ raw }: PageRequest): boolean =>
  withNote.parse(raw.body ?? {}).closure_with !== null;

/** The mark by which the page tells for whom it was made. */
export const markOf = ({ raw }: PageRequest): string => fields.parse(raw.body ?? {}).writer;

/** What stands in the page's fields. */
export function typedOf(request: PageRequest): Typed {
  const { body, draft, seen } = fields.parse(request.raw.body ?? {});
  return { number: tipNumber(request), body, beside: typedBeside(request), draft: { id: draft, seen } };
}

/** Keeps what was typed beside something else that was pressed; nothing was, where the field is as empty as it came. */
export const keepTyped = async (context: StaffContext, { viewer }: StaffRequest, typed: Typed) =>
  isNothing(typed) && typed.draft.seen === 0 ? null : keepDraft(context, viewer, typed);

/** What is done now is no draft any more; what else was typed stays one. */
export const without = (typed: Typed, ...done: (keyof TypedBeside)[]): Typed => ({
  ...typed,
  beside: { ...NOTHING_BESIDE, ...typed.beside, ...Object.fromEntries(done.map(name => [name, ''])) },
});

/** What is left beside a note that was added: it is kept anew, for the note's draft is gone. */
export const withoutNote = (typed: Typed): Typed => ({
  ...typed,
  body: '',
  draft: { ...typed.draft, seen: 0 },
});
