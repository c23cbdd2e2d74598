import type { Pending, SignedIn } from '../../src/staff/sign-in/session-start.ts';

/** What a sign-in has given; null where it was refused, or asks for more. */
export const signedIn = (answer: SignedIn | Pending | null): SignedIn | null =>
  answer !== null && 'token' in answer ? answer : null;
