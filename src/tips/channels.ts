/** The channels that a tip comes in by. */
export const CHANNELS = ['form'] as const;

export type Channel = (typeof CHANNELS)[number];
