import { HOUR_WORDS, hourNumber, type Words } from './words.ts';

/** A part of the day as people say it. */
export type DayPart = keyof typeof HOURS;

/**
 * The time of day that was said. `hour` counts on past 24 where people mean the night that ends a day; `isMidnight` was
 * said by its name, which tells of a day neither its beginning nor its end.
 */
export type TimeOfDay = { hour: number; minute: number; isMidnight: boolean };

/** `unsure`: a time was said, and it may be of the morning or of the evening. */
type ReadTime = { part: DayPart | null; time: TimeOfDay | 'unsure' | null };

const within = (hour: number, from: number, to: number) => hour >= from && hour <= to;
const evening = (hour: number, from: number) => {
  if (hour === 0 || hour === 12 || hour === 24) return 24;
  if (within(hour, from, 11)) return hour + 12;
  return within(hour, from + 12, 23) ? hour : null;
};

/** The hour of 24 that an hour is in a part of the day; null where nobody says so. 밤 1시 is the morning after: 25. */
const HOURS = {
  am: hour => (within(hour, 0, 12) ? hour % 12 : null),
  pm: hour => (hour === 0 ? 12 : within(hour, 1, 11) ? hour + 12 : within(hour, 12, 23) ? hour : null),
  dawn: hour => (hour === 12 ? 0 : within(hour, 0, 7) ? hour : null),
  morning: hour => (within(hour, 1, 11) ? hour : null),
  midday: hour => (within(hour, 9, 17) ? hour : within(hour, 1, 5) ? hour + 12 : null),
  afternoon: hour => (within(hour, 12, 18) ? hour : within(hour, 1, 6) ? hour + 12 : null),
  evening: hour => evening(hour, 4),
  night: hour => (within(hour, 1, 5) ? hour + 24 : evening(hour, 6)),
} as const satisfies Record<string, (hour: number) => number | null>;

const PARTS: readonly (readonly [RegExp, DayPart])[] = [
  [/오전/, 'am'],
  [/오후/, 'pm'],
  [/새벽/, 'dawn'],
  [/아침|\b(?:in the |this )?morning\b/, 'morning'],
  [/점심|대낮|한낮|낮/, 'midday'],
  [/\b(?:in the |this )?afternoon\b/, 'afternoon'],
  [/저녁|\b(?:in the |this )?evening\b/, 'evening'],
  [/밤|\b(?:at |in the )?night\b/, 'night'],
];

const AM_PM = /\b(?<hour>\d{1,2})(?: ?[:.] ?(?<minute>\d{2})(?::\d{2})?)? ?(?<half>[ap])\.? ?m\b\.?/;
const PM_FIRST = /\b(?<half>[ap])\.?m\.? ?(?<hour>\d{1,2})(?: ?: ?(?<minute>\d{2})(?::\d{2})?)?(?!\d)/;
const CLOCK = /(?<![\d:])(?<hour>\d{1,2}) ?: ?(?<minute>\d{2})(?::\d{2}(?:\.\d+)?)?(?![\d:])/;
const KOREAN = new RegExp(
  `(?<!\\d)(?<hour>\\d{1,2}|${HOUR_WORDS}) ?시(?!간) ?(?:(?<minute>\\d{1,2})(?: ?분(?: ?\\d{1,2} ?초)?|(?!\\d))|(?<half>반)|정각)?`,
);
const BARE = /(?<!\d)(?<hour>\d{1,2})(?: ?o.clock)?(?!\d)/;
const OCLOCK = /\b(?<hour>\d{1,2}) ?o.clock\b/;

/** Takes the time of day out of the words. `said` is the part of the day that the day itself has told, as last night does. */
export function takeTime(words: Words, said: DayPart | null): ReadTime {
  if (words.take(/정오|\b(?:12 )?(?:noon|midday)\b/))
    return { part: said, time: said === null ? at(12, 0) : 'unsure' };
  if (words.take(/자정|\b(?:12 )?midnight\b/))
    return { part: said, time: { ...at(24, 0), isMidnight: true } };
  const part = said ?? takePart(words);
  const english = words.take(AM_PM) ?? words.take(PM_FIRST);
  if (english !== null) {
    const own = hourIn(english['half'] === 'a' ? 'am' : 'pm', english['hour']);
    const told = part === null ? own : hourIn(part, english['hour']);
    // Last night at 9 pm: both say the same, or it is not sure.
    const agrees = own !== null && told !== null && own % 24 === told % 24;
    return { part, time: timeOf(agrees ? told : null, english['minute']) };
  }
  const clock = words.take(CLOCK);
  if (clock !== null) return { part, time: timeOf(hourIn(part, clock['hour'], true), clock['minute']) };
  const spoken = words.take(KOREAN) ?? words.take(part === null ? OCLOCK : BARE);
  if (spoken === null) return { part, time: null };
  const minute = spoken['half'] === undefined ? spoken['minute'] : '30';
  return { part, time: timeOf(hourIn(part, spoken['hour']), minute) };
}

function takePart(words: Words): DayPart | null {
  for (const [pattern, part] of PARTS) if (words.take(pattern)) return part;
  return null;
}

/** Without a part of the day only what no half of the day has twice is sure, or what stands as on a digital clock. */
function hourIn(part: DayPart | null, text = '', isDigital = false): number | null {
  const hour = hourNumber(text);
  if (part !== null) return HOURS[part](hour);
  return hour <= 24 && (isDigital || hour > 12 || hour === 0 || text.startsWith('0')) ? hour : null;
}

const at = (hour: number, minute: number): TimeOfDay => ({ hour, minute, isMidnight: false });

function timeOf(hour: number | null, minute = '0'): TimeOfDay | 'unsure' {
  return hour === null || Number(minute) > 59 ? 'unsure' : at(hour, Number(minute));
}
