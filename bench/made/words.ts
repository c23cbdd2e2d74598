import { readFormFields } from '../../src/channels/form/fields.ts';
import { toSubmission } from '../../src/channels/form/to-submission.ts';
import { makeTip } from '../../src/demo/fill/made-tip.ts';
import { createRandom, type Random } from '../../src/demo/fill/random.ts';
import type { Submission } from '../../src/tips/intake/submission.ts';

/** What is searched for on a made desk, and how many of its tips say it. */
export const PLANTED = {
  /** Three of ten, and more of those that tell of a fire. */
  common: '화재',
  /** One of 20,000. */
  rare: '꿩만두',
} as const;
export const RARE_EVERY = 20_000;

/** So many tips of the demo's are told again and again, each time with other details. */
const TOLD = 2_000;
const KOREAN_WORDS = 20_000;
const ENGLISH_WORDS = 8_000;

const SYLLABLES = [
  ...'가각간갈감강개거건검게격결경계고곡공과관광교구국군권귀규균극근금기김나남내년노농누다단달담당대도독동두등라락란람래로론료류리마만말매명모목무문물미민바박반발방배백번범법병보복본부북분불비사산상생서석선설성세소속손수숙순시식신실심아안알양어언업역연열영예오온외요용우운울원위유은음의이인일임입자작잔장재저적전절점정제조족종주준중지직진차참채책천철청체초총최추축충치타탄태토통투파판편평포표품하학한합항해행향허현형호화환활황회효후휴',
];
const SOUNDS = [
  ...['ba', 'cor', 'den', 'el', 'fa', 'gro', 'hin', 'in', 'jo', 'ka', 'li', 'mon', 'ne', 'or', 'pel'],
  ...['qui', 'ra', 'sta', 'ti', 'un', 'ver', 'wa', 'xi', 'yo', 'zen', 'th', 'sh', 'tle', 'ing', 'er'],
];

const wordsOf = (sounds: readonly string[], count: number, random: Random) =>
  Array.from({ length: count }, () =>
    Array.from({ length: random.between(2, 4) }, () => sounds[random.between(0, sounds.length - 1)]).join(''),
  );

/** What tips say, the same each time for the same number. `now`: milliseconds since 1970, UTC. */
export function createTelling(now: number): (index: number, random: Random) => Submission {
  const desk = { lang: 'ko', timeZone: 'Asia/Seoul', now } as const;
  const at = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(desk.timeZone);
  const told = Array.from({ length: TOLD }, (_, index) =>
    toSubmission(readFormFields(makeTip(index, at).fields), desk),
  );
  const random = createRandom(9);
  const words = {
    ko: wordsOf(SYLLABLES, KOREAN_WORDS, random),
    en: wordsOf(SOUNDS, ENGLISH_WORDS, random),
  };
  return (index, random) => {
    const base = told[random.between(0, TOLD - 1)];
    if (base === undefined) throw new Error('nothing is told');
    const details = detailsOf(words[base.lang], random);
    if (random.chance(0.3)) details.push(PLANTED.common);
    if (index % RARE_EVERY === RARE_EVERY / 2) details.push(PLANTED.rare);
    if (random.chance(0.08)) details.push(phoneOf(random));
    const contacts = base.contacts.map(contact =>
      contact.way === 'phone' ? { ...contact, ...readPhone(phoneOf(random)) } : contact,
    );
    return { ...base, id: null, message: `${base.message}\n${details.join(' ')}`, contacts };
  };
}

/** As in a language: few words come often, and most hardly ever. */
const detailsOf = (words: readonly string[], random: Random): string[] =>
  Array.from(
    { length: random.between(4, 16) },
    () => words[Math.floor(words.length * random.next() ** 3)] ?? '',
  );

const four = (random: Random) => String(random.between(0, 9_999)).padStart(4, '0');
const phoneOf = (random: Random) => `010-${four(random)}-${four(random)}`;
const readPhone = (typed: string) => ({ typed, parsed: `+82${typed.slice(1).replaceAll('-', '')}` });
