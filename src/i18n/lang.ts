/** The languages of the desk. What is said in each stands in its folder; how it writes times and sizes, here. */
export const LANGS = ['ko', 'en'] as const;

export type Lang = (typeof LANGS)[number];

/** As `Intl` gives them in the language's locale. */
type DayParts = { year: string; month: string; day: string; weekday: string };

type Format = {
  /** BCP 47. */
  locale: string;
  month: 'numeric' | 'short';
  day(parts: DayParts): string;
  /** Where the year goes without saying. */
  dayOfYear(parts: DayParts): string;
  /** `clock` is `14:05`. */
  time(day: string, clock: string): string;
  /** The time zone that goes without saying. */
  homeZone: string | null;
  ago: { now: string } & Record<'year' | 'month' | 'day' | 'hour' | 'minute', (count: number) => string>;
  /** How long something lasts. */
  length: Record<'year' | 'day', (count: number) => string>;
  /** Between a number and its unit of bytes. */
  sizeGap: string;
};

export const FORMATS: Readonly<Record<Lang, Format>> = {
  ko: {
    locale: 'ko-KR',
    month: 'numeric',
    day: ({ year, month, day, weekday }) =>
      `${year}년 ${month.replace('월', '')}월 ${day.replace('일', '')}일 (${weekday})`,
    dayOfYear: ({ month, day, weekday }) =>
      `${month.replace('월', '')}월 ${day.replace('일', '')}일 (${weekday})`,
    time: (day, clock) => `${day} ${clock}`,
    homeZone: 'Asia/Seoul',
    ago: {
      now: '방금',
      year: count => `${count}년 전`,
      month: count => `${count}개월 전`,
      day: count => `${count}일 전`,
      hour: count => `${count}시간 전`,
      minute: count => `${count}분 전`,
    },
    length: { year: count => `${count}년`, day: count => `${count}일` },
    sizeGap: '',
  },
  en: {
    locale: 'en-GB',
    month: 'short',
    day: ({ year, month, day, weekday }) => `${weekday} ${day} ${month.slice(0, 3)} ${year}`,
    dayOfYear: ({ month, day, weekday }) => `${weekday} ${day} ${month.slice(0, 3)}`,
    time: (day, clock) => `${day}, ${clock}`,
    homeZone: null,
    ago: {
      now: 'now',
      year: count => `${count} yr`,
      month: count => `${count} mo`,
      day: count => `${count} d`,
      hour: count => `${count} h`,
      minute: count => `${count} min`,
    },
    length: {
      year: count => (count === 1 ? 'one year' : `${count} years`),
      day: count => (count === 1 ? 'one day' : `${count} days`),
    },
    sizeGap: ' ',
  },
};

const names = new Map<Lang, Intl.DisplayNames>();

/** What a language is called in another, or in itself. */
export function languageName(lang: Lang, reader: Lang): string {
  const known = names.get(reader) ?? new Intl.DisplayNames([reader], { type: 'language' });
  names.set(reader, known);
  return known.of(lang) ?? lang;
}

const known: ReadonlySet<unknown> = new Set(LANGS);

export const isLang = (value: unknown): value is Lang => known.has(value);

/** Null where none is chosen, or one that this version does not know. */
export const readLang = (word: string | null): Lang | null => (isLang(word) ? word : null);
