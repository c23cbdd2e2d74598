import { dayHead } from '../../../../src/i18n/day-head.ts';
import type { Words } from '../../../../src/i18n/words.ts';
import { staffPaths } from '../../../../src/paths.ts';
import type { Named } from '../../../../src/staff/called.ts';
import type { TimelineEntry } from '../../../../src/tips/history/timeline.ts';
import type { Piece } from '../../../../src/tips/mentions.ts';
import type { Said } from '../../../../src/tips/said.ts';
import type { Note } from '../../../../src/tips/tip.ts';
import { OpenedText } from '../../opened.tsx';
import { Person } from '../../person.tsx';
import { type Clock, TimeOfDay } from '../../time.tsx';
import { CallFacts } from '../said/call-facts.tsx';
import { AnswerFiles } from './answer-files.tsx';
import type { Answering } from './answering.ts';
import { EventText, type Told } from './tip-event.tsx';
import { SaidText } from './tip-said.tsx';

/** Cut where it calls somebody; null where it does not open. */
export type ShownNote = Note & { pieces: readonly Piece<Named>[] | null };

export type ShownEntry = TimelineEntry<ShownNote>;

/** `undoable`: by the event, the change of many tips that it is of; from there one goes back to the list `back`. */
type Undoing = { undoable: ReadonlyMap<number, string>; back: { back?: string } };
type Answers = { number: number; answering: Answering };
type LineProps = Told & Undoing & Answers;

/** Notes, and what was done, in one order under the days on which they came. */
export function TipTimeline({ entries, ...told }: LineProps & { entries: readonly ShownEntry[] }) {
  const { words, clock } = told;
  let day = '';
  return (
    <ol class="line">
      {entries.flatMap((entry, index) => {
        const shown = <Entry key={index} entry={entry} {...told} />;
        const head = timeOf(entry) === null ? null : headOf(timeOf(entry) ?? 0, clock);
        if (head === null || head.date === day) return [shown];
        day = head.date;
        return [
          <li key={day} class="line-day">
            {head.near === null ? head.day : `${words.staff.list.days[head.near]} · ${head.day}`}
          </li>,
          shown,
        ];
      })}
    </ol>
  );
}

function timeOf(entry: ShownEntry): number | null {
  switch (entry.is) {
    case 'since':
      return null;
    case 'note':
      return entry.note.at;
    case 'message':
      return entry.message.at;
    case 'event':
      return entry.event.at;
  }
}

const headOf = (at: number, { now, lang, timeZone }: Clock) => dayHead(at, now, lang, timeZone);

function Entry({ entry, undoable, number, answering, ...told }: LineProps & { entry: ShownEntry }) {
  const { words, clock, back } = told;
  const { tip: labels } = words.staff;
  switch (entry.is) {
    case 'since':
      return (
        <li class="since">
          <span>{labels.sinceLastLook}</span>
        </li>
      );
    case 'event':
      return (
        <li class="ev">
          <TimeOfDay at={entry.event.at} clock={clock} />
          <EventText event={entry.event} count={entry.count} {...told} />
          <Undo {...{ words, back }} change={undoable.get(entry.event.id)} />
        </li>
      );
    case 'message':
      return (
        <SaidText
          message={entry.message}
          time={<TimeOfDay at={entry.message.at} clock={clock} />}
          sent={<Sent message={entry.message} {...told} />}
          call={entry.message.call && <CallFacts call={entry.message.call} {...{ words, clock }} />}
          {...{ number, answering }}
          {...told}
        />
      );
    case 'note':
      return (
        <li class="written">
          <p class="by">
            <span>
              <Person person={entry.note.by} /> · {labels.oneNote}
            </span>
            <span class="quiet">{labels.onlyStaff}</span>
            <TimeOfDay at={entry.note.at} clock={clock} />
          </p>
          <div class="note" dir="auto">
            <NoteText words={words} note={entry.note} />
          </div>
        </li>
      );
  }
}

/** Nothing of what its reader said, whose files stand in the gallery. */
function Sent({ message, words, clock, files }: Told & { message: Said }) {
  const own = files.filter(({ id }) => message.files.includes(id));
  return message.answer === null || own.length === 0 ? null : (
    <AnswerFiles {...{ words, clock }} files={own} />
  );
}

/** Leads to the list, which tells how many tips were changed together before they are put back. */
function Undo({ words, back, change }: Pick<LineProps, 'words' | 'back'> & { change: string | undefined }) {
  if (change === undefined) return null;
  return (
    <a class="small on-screen" href={staffPaths.listMade(back, change)}>
      {words.staff.many.undoFromTip}
    </a>
  );
}

/** Whom it calls stands out, and by pointing at the name one sees whose account it is. */
function NoteText({ words, note }: { words: Words; note: ShownNote }) {
  const { pieces } = note;
  if (pieces === null) return <OpenedText words={words} text={null} />;
  return pieces.map(({ text, person }, index) =>
    person === null ? (
      text
    ) : (
      <strong key={index} class="mention" title={person.email}>
        {text}
      </strong>
    ),
  );
}
