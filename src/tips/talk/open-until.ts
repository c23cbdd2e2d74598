import type { Config } from '../../config/config.ts';
import { Refusal } from '../../errors.ts';
import type { Instant } from '../tip.ts';

type Closing = { state: string; state_since: Instant; staff_at: Instant | null };

/**
 * Until when a reader can add to a tip that is closed: for the newsroom's time from its closing, and from what staff said last,
 * for whoever is asked can answer. Null: it is not closed.
 */
export const openUntil = (
  { state, state_since, staff_at }: Closing,
  { talk }: Pick<Config, 'talk'>,
): Instant | null =>
  state === 'closed' ? Math.max(state_since, staff_at ?? state_since) + talk.afterClosing : null;

/** @throws {Refusal} `talk-over` when that is past. */
export function refuseLate(tip: Closing, settings: Pick<Config, 'talk'>, now: Instant): void {
  if ((openUntil(tip, settings) ?? now) < now) throw new Refusal({ code: 'talk-over' });
}
