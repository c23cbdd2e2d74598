import { z } from 'zod';

/** By these names they stand in the document. */
export const ANSWERS = z.registry<{ id: string }>();

export function named<T extends z.ZodType>(id: string, schema: T): T {
  ANSWERS.add(schema, { id });
  return schema;
}

// Fixed words are texts here: during an upgrade a newer version's stand in an answer as they are.

export const text = z.string();
export const maybeText = text.nullable();
export const count = z.int().min(0);
export const time = z.iso.datetime();
export const maybeTime = time.nullable();
export const address = maybeText.describe('The address of another page of it; null where there is none.');
