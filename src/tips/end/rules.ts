/** Rules of which a topic may have a period of its own. */
export const TOPIC_RULES = ['unused', 'used', 'open'] as const;

/** Why a tip goes by itself; each rule's period is the setting of its name, or its topic's own. */
export const RULES = [...TOPIC_RULES, 'withdrawn'] as const;
export type TopicRule = (typeof TOPIC_RULES)[number];
export type Rule = (typeof RULES)[number];

/** By which a tip goes that nobody forgets by hand; `restored`: it was forgotten after the backup from which it came back. */
export const FORGETTING_RULES = [...RULES, 'restored'] as const;
export type ForgettingRule = (typeof FORGETTING_RULES)[number];

/** By which rule a tip goes, after how long, in milliseconds, and when that is over: milliseconds since 1970, UTC. */
export type Going = { rule: Rule; kept: number; due: number };
