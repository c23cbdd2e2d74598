import { zoneName } from '../../src/i18n/dates.ts';
import type { Words } from '../../src/i18n/words.ts';
import { staffPaths } from '../../src/paths.ts';
import type { Viewer } from '../../src/staff/access.ts';
import type { AnyEventKind, HistoryEntry } from '../../src/tips/history/list-history.ts';
import type { Frame } from '../parts/layout.tsx';
import { VERBATIM } from '../parts/verbatim.ts';
import { DeskPage } from './desk-page.tsx';
import { At, type Clock } from './time.tsx';

export type HistoryProps = {
  frame: Frame;
  viewer: Viewer;
  now: number;
  timeZone: string;
  /** As it was asked for. */
  filter: {
    person?: string | undefined;
    tip?: number | undefined;
    kind?: AnyEventKind | undefined;
    from?: string | undefined;
    to?: string | undefined;
    after?: unknown;
  };
  /** E-mails of all who have, or had, an account. */
  people: readonly string[];
  /** All that can be asked for. */
  kinds: readonly AnyEventKind[];
  entries: readonly HistoryEntry[];
  next: string | null;
  csv: string;
};

export function HistoryPage(props: HistoryProps) {
  const { frame, viewer, entries, now, timeZone } = props;
  const { history, page } = frame.words.staff;
  const clock = { lang: frame.lang, now, timeZone };
  return (
    <DeskPage frame={frame} title={history.title} viewer={viewer}>
      <p class="back small">
        <a href={staffPaths.list()}>{page.toList}</a>
      </p>
      <h1>{history.title}</h1>
      <p class="quiet">{history.lead}</p>
      <Filter {...props} />
      {entries.length === 0 && <p class="nothing">{history.nothing}</p>}
      {entries.length > 0 && <Table words={frame.words} clock={clock} entries={entries} />}
      <Pages {...props} />
      <p class="quiet small">{page.zone(zoneName(now, timeZone))}</p>
    </DeskPage>
  );
}

function Filter({ frame, filter, people, kinds }: HistoryProps) {
  const { history } = frame.words.staff;
  const names = namesOf(frame.words);
  return (
    <form class="fields" action={staffPaths.history()} aria-label={history.filter}>
      <div>
        <label for="person">{history.person}</label>
        <select id="person" name="person">
          <option value="">{history.any}</option>
          {people.map(email => (
            <option key={email} value={email} selected={email === filter.person} {...VERBATIM}>
              {email}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="kind">{history.kind}</label>
        <select id="kind" name="kind">
          <option value="">{history.any}</option>
          {kinds.map(kind => (
            <option key={kind} value={kind} selected={kind === filter.kind}>
              {names[kind]}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="tip">{history.tip}</label>
        <input type="text" id="tip" name="tip" inputMode="numeric" value={filter.tip} maxLength={15} />
      </div>
      <div>
        <label for="from">{history.from}</label>
        <input id="from" name="from" type="date" value={filter.from} />
      </div>
      <div>
        <label for="to">{history.to}</label>
        <input id="to" name="to" type="date" value={filter.to} />
      </div>
      <p class="actions">
        <button class="button plain" type="submit">
          {history.apply}
        </button>
      </p>
    </form>
  );
}

const namesOf = ({ staff }: Words): Readonly<Record<AnyEventKind, string>> => ({
  ...staff.events,
  ...staff.deskEvents,
});

type TableProps = { words: Words; clock: Clock; entries: readonly HistoryEntry[] };

function Table({ words, clock, entries }: TableProps) {
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
          <th scope="col" class="why">
            {history.who}
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map(entry => (
          <Row key={entry.event} words={words} clock={clock} entry={entry} />
        ))}
      </tbody>
    </table>
  );
}

const Row = ({ words, clock, entry }: Omit<TableProps, 'entries'> & { entry: HistoryEntry }) => (
  <tr>
    <td class="time">
      <At at={entry.at} clock={clock} />
    </td>
    <td class="number" {...VERBATIM}>
      {entry.tip !== null && <a href={staffPaths.tip(entry.tip)}>{entry.tip}</a>}
    </td>
    <td class="headline">
      <bdi>{whatIs(words, entry)}</bdi>
    </td>
    <td class="why">
      {entry.by === null ? words.staff.history.nobody : <bdi {...VERBATIM}>{entry.by}</bdi>}
    </td>
  </tr>
);

function whatIs(words: Words, { kind, subject, detail }: HistoryEntry): string {
  const { history } = words.staff;
  const what = typeof kind === 'string' ? namesOf(words)[kind] : `${history.unknown}: ${kind.unknown}`;
  const about = subject === null ? what : history.about(what, subject);
  return detail === null ? about : history.detailed(about, detail);
}

function Pages({ frame, filter, entries, next, csv }: HistoryProps) {
  const { history } = frame.words.staff;
  return (
    <nav class="pages" aria-label={history.pages}>
      {filter.after !== undefined && <a href={staffPaths.history()}>{history.first}</a>}
      {next !== null && (
        <a rel="next" href={next}>
          {history.next}
        </a>
      )}
      {entries.length > 0 && (
        <a href={csv} download>
          {history.csv}
        </a>
      )}
    </nav>
  );
}
