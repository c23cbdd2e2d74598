import type { Lang } from '../../i18n/lang.ts';
import { createRandom, type Random } from './random.ts';
import { ENGLISH } from './stories/english.ts';
import { KOREAN } from './stories/korean.ts';
import type { Story, Voice } from './stories/story.ts';

/** A tip as its sender fills in the form, and what staff will make of it. */
export type MadeTip = {
  lang: Lang;
  voice: Voice;
  story: Story;
  random: Random;
  /** When it happened. */
  happened: Temporal.ZonedDateTime;
  /** As the form sends it. */
  fields: Readonly<Record<string, string | string[]>>;
};

/** The same each time for the same index. `at`: when it comes in. */
export function makeTip(index: number, at: Temporal.ZonedDateTime): MadeTip {
  const random = createRandom(index * 7_919 + 11);
  const lang = random.chance(0.28) ? 'en' : 'ko';
  const voice = lang === 'en' ? ENGLISH : KOREAN;
  const story = random.pick(voice.stories);
  const place = random.pick(story.places);
  const happened = at.subtract({ minutes: random.pick([4, 12, 35, 90, 240, 600, 1_500]) });
  const fields = {
    lang,
    message: messageOf(voice, story, random).replaceAll('{place}', place),
    ...(random.chance(0.45) && { title: random.pick(story.titles) }),
    ...(random.chance(0.6) && { place }),
    ...(random.chance(0.55) && { happened_at: voice.when(happened, random.between(0, 3)) }),
    ...contactOf(voice, random, index),
    ...(random.chance(0.2) && { article: `https://news.example/articles/${20_260_000 + index}` }),
    age_14: 'yes',
    ...(random.chance(0.6) && { topic: story.topic }),
  };
  return { lang, voice, story, random, happened, fields };
}

/** Most are a few lines; some tell all that they know. `{place}` still stands in it. */
function messageOf({ greetings, endings }: Voice, { texts }: Story, random: Random): string {
  const isLong = random.chance(0.1);
  const told = isLong ? texts.join('\n\n') : random.pick(texts);
  return `${random.pick(greetings)}${told}${random.pick(endings)}`;
}

function contactOf(voice: Voice, random: Random, index: number): Record<string, string | string[]> {
  const consent = random.chance(0.5) ? { consent_media: 'on' } : {};
  if (random.chance(0.45)) return consent;
  const ways = {
    phone: voice.phone(100 + index),
    email: `reader${index}@mail.example`,
    chat: `demo_reader_${index}`,
  };
  const way = random.pick(['phone', 'phone', 'email', 'chat'] as const);
  const name = random.chance(0.6) ? { name: random.pick(voice.names) } : {};
  return { ...consent, ...name, [way]: ways[way], reply_by: [way], consent_contact: 'on' };
}
