import { z } from 'zod';
import { count, maybeText, maybeTime, named, text } from './named.ts';

const fields = {
  ...{ id: text, email: text, name: maybeText, language: maybeText, role: text },
  topics: z.array(text),
  state: text,
  second_factor: z.boolean(),
  ...{ signed_in_at: maybeTime, invited_until: maybeTime, deactivated_at: maybeTime },
  version: count,
};

const listed = named('ListedPerson', z.strictObject(fields));
export const people = named('People', z.strictObject({ people: z.array(listed) }));
export const person = named('Person', z.strictObject({ ...fields, open_tips: z.array(count) }));
export const invited = named('Invited', z.strictObject({ id: text, link: maybeText }));
