import type { ComponentChildren } from 'preact';
import type { Words } from '../../../src/i18n/words.ts';
import { staffPaths } from '../../../src/paths.ts';
import type { AnyEventKind, HistoryEntry } from '../../../src/tips/history/list-history.ts';
import { VERBATIM } from '../../parts/verbatim.ts';
import { Person } from '../person.tsx';
import { At, type Clock } from '../time.tsx';

type TableProps = {
  words: Words;
  clock: Clock;
  entries: readonly HistoryEntry[];
  /** All of it was done by whoever looks at it. */
  isOwn?: boolean;
  /** By the event: the change of many tips that it is of, where the viewer can undo that. */
  undoable?: ReadonlyMap<number, string>;
};

export function HistoryTable({ words, clock, entries, isOwn = false, undoable = new Map() }: TableProps) {
  const told = new Map([...undoable].toReversed().map(([event, change]) => [change, event]));
  const { history } = words.staff;
  return (
    <table class="tips going">
      <caption class="unseen">{history.title}</caption>
      <thead>
        <tr>
          <th scope="col" class="time">
            {history.time}
          </th>
          <th scope="col" class="number">
            {history.number}
          </th>
          <th scope="col" class="headline">
            {history.what}
          </th>
          {!isOwn && (
            <th scope="col" class="why">
              {history.who}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {entries.map(entry => (
          <Row key={entry.event} words={words} clock={clock} entry={entry} isOwn={isOwn}>
            <Undo words={words} change={undoable.get(entry.event)} told={told} event={entry.event} />
          </Row>
        ))}
      </tbody>
    </table>
  );
}

type UndoProps = Pick<TableProps, 'words'> & {
  change: string | undefined;
  event: number;
  told: ReadonlyMap<string, number>;
};

/** Once for each change, however many tips it is of. */
function Undo({ words, change, event, told }: UndoProps) {
  if (change === undefined || told.get(change) !== event) return null;
  return (
    <form class="on-screen" method="post" action={staffPaths.undoChange()}>
      <button class="link small" type="submit" name="undo" value={change}>
        {words.staff.many.undoInHistory}
      </button>
    </form>
  );
}

type RowProps = Pick<TableProps, 'words' | 'clock'> & {
  entry: HistoryEntry;
  isOwn: boolean;
  children: ComponentChildren;
};

const Row = ({ words, clock, entry, isOwn, children }: RowProps) => (
  <tr>
    <td class="time">
      <At at={entry.at} clock={clock} />
    </td>
    <td class="number" {...VERBATIM}>
      {entry.tip !== null && <a href={staffPaths.tip(entry.tip)}>{entry.tip}</a>}
    </td>
    <td class="headline">
      <bdi>{whatIs(words, entry, isOwn)}</bdi>
      {children}
    </td>
    {!isOwn && (
      <td class="why">
        {entry.by === null ? (
          words.staff.history.nobody
        ) : (
          <Person person={{ email: entry.by, name: entry.name }} />
        )}
      </td>
    )}
  </tr>
);

export const namesOf = ({ staff }: Words): Readonly<Record<AnyEventKind, string>> => ({
  ...staff.events,
  ...staff.deskEvents,
});

/** As the history keeps it between what was and what is. */
const ARROW = ' → ';

function whatIs(words: Words, entry: HistoryEntry, isOwn: boolean): string {
  const { history } = words.staff;
  const { kind, detail } = entry;
  const what = typeof kind === 'string' ? namesOf(words)[kind] : `${history.unknown}: ${kind.unknown}`;
  const subject = isOwn && entry.subject === entry.by ? null : shownSubject(words, entry);
  const about = subject === null ? what : history.about(what, subject);
  return detail === null ? about : history.detailed(about, shownDetail(words, entry, detail));
}

/** Each word by its name, where it has one; from one to another, both. */
function shownDetail(words: Words, entry: HistoryEntry, detail: string): string {
  const names = new Map(Object.entries(namesInDetail(words, entry)));
  return detail
    .split(ARROW)
    .map(word => names.get(word) ?? word)
    .join(ARROW);
}

/** Of roles, second factors, outcomes, and what a setting lets choose from. */
function namesInDetail(
  { staff: { people, secondFactor, settings, work, outcomes } }: Words,
  { kind, subject }: HistoryEntry,
): Readonly<Record<string, string>> {
  if (kind === 'invited' || kind === 'role changed') return people.roles;
  if (kind === 'second factor added' || kind === 'second factor removed')
    return { app: secondFactor.app.title, passkey: secondFactor.passkeys.title };
  if (kind === 'closed') return outcomes;
  if (kind === 'importance changed') return work.importances;
  if (kind !== 'setting changed' || subject === null) return {};
  return (
    new Map<string, Readonly<Record<string, string>>>(Object.entries(settings.choices)).get(subject) ?? {}
  );
}

/** A setting by its name on the page of settings. A token's id says nothing to anybody. */
function shownSubject({ staff }: Words, { kind, subject, subjectName }: HistoryEntry): string | null {
  if (kind === 'token made' || kind === 'token ended') return null;
  if (kind !== 'setting changed' || subject === null) return subjectName ?? subject;
  // A newer version may have more of them.
  return new Map(Object.entries(staff.settings.labels)).get(subject) ?? subject;
}
