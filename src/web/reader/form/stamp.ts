import { type KeyRing, sign, verifiedByAny } from '../../../crypto/seal.ts';

/** Nobody reads a form and fills it in within this time, in milliseconds; a program does. */
const TOO_FAST = 1_000;

/** Whoever was caught by the trap has been asked to press once more, with this. */
const PAST_TRAP = 'past trap';

/** When the form was made, in a form that only this desk can make. */
export const makeStamp = (keys: KeyRing, now: number): string => sign(keys[0], String(now));

/**
 * The same, for a form that comes back to whoever was caught by the trap. A browser that fills it in at each sending would
 * shut its owner out for ever; a program that posts blindly does not bring this along.
 */
export const makeStampPastTrap = (keys: KeyRing, now: number): string => sign(keys[0], `${now} ${PAST_TRAP}`);

/** Whether the form was made by us and long enough ago. It never grows too old: a reader may take days. */
export function isGoodStamp(keys: KeyRing, stamp: string, now: number): boolean {
  const [madeAt] = verifiedByAny(keys, stamp)?.split(' ') ?? [];
  return madeAt !== undefined && now - Number(madeAt) >= TOO_FAST;
}

export const isPastTrap = (keys: KeyRing, stamp: string): boolean =>
  verifiedByAny(keys, stamp)?.endsWith(PAST_TRAP) ?? false;
