/** What keeps a mail from its mailbox, as far as it can be told apart; what a person may do about it stands in the words. */
export const TROUBLES = [
  'name not found',
  'connection refused',
  'unreachable',
  'silence',
  'connection lost',
  'no tls',
  'tls wanted',
  'tls failed',
  'certificate not trusted',
  'certificate expired',
  'certificate of another',
  'wrong password',
  'app password',
  'sign-in off',
  'sign-in later',
  'no sign-in',
  'too many connections',
  'busy',
  'limit reached',
  'mailbox full',
  'mailbox off',
  'system off',
  'too large',
  'greylisted',
  'sender refused',
  'desk blocked',
  'relay refused',
  'recipient unknown',
  'content refused',
  'file unreadable',
  'tip unopened',
  'disk full',
  'later',
  'refused',
  'unknown',
] as const;
export type Trouble = (typeof TROUBLES)[number];

const isTrouble = (word: string): word is Trouble => TROUBLES.some(trouble => trouble === word);

/** A trouble that its code alone does not tell is named behind it: `552 at RCPT TO: mailbox full`. */
export const withTrouble = (code: string, trouble: Trouble): string => `${code}: ${trouble}`;

/** As `withTrouble` wrote it; null where it names none. */
export function namedTrouble(reason: string): { code: string; trouble: Trouble } | null {
  const [, code = '', word = ''] = /^(.+): ([a-z -]+)$/.exec(reason) ?? [];
  return isTrouble(word) ? { code, trouble: word } : null;
}
