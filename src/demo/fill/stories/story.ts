import type { Lang } from '../../../i18n/lang.ts';
import type { Scene } from '../files/scenes.ts';

/** The demo's topics, in their order. */
export const TOPICS = {
  incidents: { ko: '사건·사고', en: 'Incidents' },
  'daily-life': { ko: '생활 불편', en: 'Daily life' },
  abuse: { ko: '비리·갑질', en: 'Abuse of power' },
} as const satisfies Record<string, Record<Lang, string>>;

/** Something that happened, of which several people tell. All in it is made: places, companies, people. */
export type Story = {
  topic: keyof typeof TOPICS;
  places: readonly [string, ...string[]];
  titles: readonly [string, ...string[]];
  /** What one of them says; `{place}` is one of the places. */
  texts: readonly [string, ...string[]];
  /** What their photos show. */
  scene?: Scene;
  /** Whether somebody who works there may send papers. */
  hasPapers?: true;
};

/** A person's way of writing, in one language. */
export type Voice = {
  stories: readonly [Story, ...Story[]];
  greetings: readonly [string, ...string[]];
  endings: readonly [string, ...string[]];
  names: readonly [string, ...string[]];
  /** In ranges that nobody has: 010-0000, and Ofcom's and NANPA's numbers for drama. */
  phone(last: number): string;
  /** When it happened, as people type it, from a moment. */
  when(at: Temporal.ZonedDateTime, style: number): string;
  notes: readonly [string, ...string[]];
  closing: readonly [string, ...string[]];
};
