import type { z } from 'zod';

/** Who may ask: anybody; staff, by a session or a token; staff by a session alone, for what a token never does. */
type Asker = 'anybody' | 'staff' | 'session';

/** What may come along, by its name, and what it says; `many` may come more than once, a `file` in a form of parts. */
type Field = string | { says: string; is: 'many' | 'file' };

/** JSON of this form, bytes of this type, or a way on to another page. */
export type Answer = { says: string } & ({ json: z.ZodType } | { type: string } | { leadsOn: true });

/** One thing that can be asked of the desk by another program. */
export type Operation = {
  method: 'get' | 'post';
  /** As Express has it. */
  path: string;
  says: string;
  asks: Asker;
  query?: Readonly<Record<string, Field>>;
  form?: Readonly<Record<string, Field>>;
  /** What is needed of the form. */
  needs?: readonly string[];
  answers: Readonly<Record<number, Answer>>;
  /** How it refuses, where that is not as everywhere. */
  refused?: z.ZodType;
};
