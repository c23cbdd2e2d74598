import { z } from 'zod';

export const details = z.object({
  /** Pixels, as the picture stands upright. */
  width: z.int().optional(),
  height: z.int().optional(),
  /** How long it plays. */
  seconds: z.number().optional(),
  /** As the device wrote it: local time, with an offset from UTC only where it is known. ISO 8601. */
  takenAt: z.string().max(40).optional(),
  /** Degrees, WGS 84. */
  place: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  /** Maker and model. */
  device: z.string().max(200).optional(),
  /** So many pictures are in it, of which what was made of it shows only the first. */
  pages: z.int().min(2).optional(),
});

/** What a file tells of itself; each part only where it does. */
export type Details = z.output<typeof details>;

/**
 * How what was made of a file falls short of it. `too large`: for a copy, and perhaps for a thumbnail, in bytes, pixels, time
 * or memory. `reduced`: the copy has fewer pixels. `no space`: nothing was made, because the disk is full. `no time`: nor
 * was it looked at, because the tip's other files have taken all the time that it had.
 */
export const SHORTFALLS = ['too large', 'reduced', 'no space', 'no time'] as const;
export const shortfall = z.enum(SHORTFALLS);
export type Shortfall = (typeof SHORTFALLS)[number];
