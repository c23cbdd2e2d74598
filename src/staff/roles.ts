import { type OrUnknown, readWord } from '../unknown.ts';

/** What an account may be; the first has the most rights. */
export const ROLES = ['admin', 'editor', 'reporter'] as const;
export type Role = (typeof ROLES)[number];

/** The word of before there were roles, which an older version writes still: whoever had an account could do all. */
const BEFORE_ROLES = 'staff';

/** The role that a row says, or a word of a newer version. */
export const readRole = (word: string): OrUnknown<Role> =>
  word === BEFORE_ROLES ? 'admin' : readWord(ROLES, word);

/** The words by which an account is an admin's. */
export const ADMIN_WORDS = ['admin' satisfies Role, BEFORE_ROLES] as const;

/** Whether it is one of more rights. One that this version does not know has none. */
export const isHigher = (role: Role, other: OrUnknown<Role>): boolean =>
  typeof other !== 'string' || ROLES.indexOf(role) < ROLES.indexOf(other);
