import { exactDay } from '../../../../src/i18n/dates.ts';
import type { Words } from '../../../../src/i18n/words.ts';
import type { TipEvent } from '../../../../src/tips/tip.ts';
import type { OfferedTopic } from '../../../../src/tips/topics/topic.ts';
import type { ShownFile } from '../../files/shown-file.ts';
import { Name } from '../../name.tsx';
import { Person } from '../../person.tsx';
import type { Clock } from '../../time.tsx';

/** By what an event is told: which file it is about, how its topics are called. */
export type Told = {
  words: Words;
  clock: Clock;
  files: readonly ShownFile[];
  topics: readonly OfferedTopic[];
};

/** What somebody did, and who. `count`: how often, where it is told once. */
export function EventText({ event, count = 1, ...told }: Told & { event: TipEvent; count?: number }) {
  const { words, files } = told;
  const file = files.find(({ id }) => id === event.file)?.shortName;
  return (
    <span>
      <Name words={words} names={words.staff.events} word={event.kind} />
      {file !== undefined && (
        <>
          : <bdi>{file}</bdi>
        </>
      )}
      <Moved event={event} {...told} />
      {event.about !== undefined && (
        <>
          : <Person person={event.about} />
        </>
      )}
      {event.value !== undefined && `: ${chosenOf(event.kind, event.value, told)}`}
      {count > 1 && ` · ${words.staff.tip.times(count)}`}
      {event.by !== null && (
        <>
          {' · '}
          <Person person={event.by} />
        </>
      )}
    </span>
  );
}

/** What was chosen, as it is called; what a newer version lets choose stands as it is. */
function chosenOf(kind: TipEvent['kind'], value: string, { words, clock }: Told): string {
  if (kind === 'reminder set') return exactDay(value, clock.lang);
  const { outcomes, permissions, work } = words.staff;
  const names = kind === 'closed' ? outcomes : kind === 'permission changed' ? permissions : work.importances;
  return new Map<string, string>(Object.entries(names)).get(value) ?? value;
}

/** From which topic to which, as they are called now. */
function Moved({ words, clock, event: { moved }, topics }: Told & { event: TipEvent }) {
  if (moved === undefined) return null;
  const nameOf = (slug: string | null) =>
    slug === null
      ? words.staff.topics.noTopic
      : (topics.find(topic => topic.slug === slug)?.name[clock.lang] ?? slug);
  return (
    <>
      : {nameOf(moved.from)} → {nameOf(moved.to)}
    </>
  );
}
