/** The channels that a tip comes in by. `other`: letters and visits, which staff write down as they do calls. */
export const CHANNELS = ['form', 'phone', 'other'] as const;

export type Channel = (typeof CHANNELS)[number];
