/** What can stand in the history that is about no tip. Whatever is about one stands in `tips/history/kinds.ts`. */
export const DESK_EVENT_KINDS = [
  // Of the account `subject`.
  'invited',
  'invited again',
  'invitation taken back',
  'role changed',
  'renamed',
  'language changed',
  'deactivated',
  'brought back',
  'signed in',
  'sign-in failed',
  'signed out',
  'sessions ended',
  'password reset',
  'password set',
  'second factor added',
  'second factor removed',
  'second factor reset',
  'recovery codes made',
  'recovery code used',
  'confirmed again',
  // Of the token, the topic or the setting `subject`.
  'token made',
  'token ended',
  'topic made',
  'topic changed',
  'setting changed',
  // Of the desk as a whole.
  'contacts searched',
  'history exported',
  'key rotation begun',
  'key rotation ended',
  'sealing finished',
  'mail retried',
  'test mail sent',
  'test mail given up',
  'backed up',
  'restored',
] as const;

export type DeskEventKind = (typeof DESK_EVENT_KINDS)[number];
