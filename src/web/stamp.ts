import { sign, verified } from '../privacy/seal.ts';

/** Nobody reads a form and fills it in within this time, in milliseconds; a program does. */
const TOO_FAST = 1_000;

/** When the form was made, in a form that only this desk can make. */
export const makeStamp = (key: Buffer, now: number): string => sign(key, String(now));

/** Whether the form was made by us and long enough ago. It never grows too old: a reader may take days. */
export function isGoodStamp(key: Buffer, stamp: string, now: number): boolean {
  const madeAt = verified(key, stamp);
  return madeAt !== null && now - Number(madeAt) >= TOO_FAST;
}
