import { z } from 'zod';

/** How long, and with what chance: what every torture may be asked. `minutes` unless that is said. */
export const wishes = (minutes: number) =>
  z.object({
    minutes: z.coerce.number().positive().max(600).default(minutes),
    seed: z
      .string()
      .min(1)
      .default(() => crypto.randomUUID().slice(0, 8)),
  });
