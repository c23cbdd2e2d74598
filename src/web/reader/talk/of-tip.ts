import type { Talk } from '../../../tips/talk/find-talk.ts';

/**
 * Whether a form was on the page of this very tip, as it says itself. In another tab another code may have been entered since: what is
 * pressed here must not be done to that one.
 */
export const isOfTip = (fields: unknown, { number }: Pick<Talk, 'number'>): boolean =>
  typeof fields === 'object' && fields !== null && 'tip' in fields && fields.tip === String(number);
