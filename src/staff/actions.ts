/** What staff do with the desk as a whole. Its warnings tell of tips that nobody is asked about: they are for who sees all. */
export const DESK_ACTIONS = [
  'list tips',
  'find by receipt',
  'write down calls',
  'share views',
  'see what goes',
  'see warnings',
  'retry mail',
  'send test mail',
  'manage people',
  'manage topics',
  'manage tags',
  'manage ready answers',
  'change settings',
  'see history',
] as const;
export type DeskAction = (typeof DESK_ACTIONS)[number];

/**
 * What staff do with one tip. `see` comes before all others; to take it out of a confidential topic is to disclose it. To `take` it
 * is for oneself, to `assign` it for or from a colleague.
 */
export const TIP_ACTIONS = [
  'see',
  'see files',
  'see contacts',
  'add note',
  'answer',
  'change state',
  'change topic',
  'take',
  'change importance',
  'change reminder',
  'change tags',
  'change checks',
  'forward',
  'assign',
  'disclose',
  'give up mail',
  'send mail to inbox',
  'hold',
  'forget',
] as const;
export type TipAction = (typeof TIP_ACTIONS)[number];
