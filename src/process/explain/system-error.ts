import { z } from 'zod';

const shape = z.object({
  code: z.string(),
  syscall: z.string().optional().catch(undefined),
  path: z.string().optional().catch(undefined),
  hostname: z.string().optional().catch(undefined),
});

/** What Node tells of a fault of the system: `code` is its own word, such as EACCES. */
type SystemError = z.output<typeof shape>;

/** Null for all else. A name that has several addresses gives several errors in one: the first stands for all. */
export function systemErrorOf(error: unknown): SystemError | null {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? (shape.safeParse(first).data ?? null) : null;
}
