import { zoneName } from '../../../src/i18n/dates.ts';
import { staffPaths } from '../../../src/paths.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import type { Named } from '../../../src/staff/called.ts';
import type { HistoryEntry } from '../../../src/tips/history/list-history.ts';
import type { Frame } from '../../parts/layout.tsx';
import { DeskPage } from '../desk-page.tsx';
import { HistoryFilter, type ShownFilter, type ShownKinds } from './history-filter.tsx';
import { HistoryTable } from './history-table.tsx';

export type HistoryProps = {
  frame: Frame;
  viewer: Viewer;
  now: number;
  timeZone: string;
  filter: ShownFilter;
  /** All who have, or had, an account. */
  people: readonly Named[];
  kinds: ShownKinds;
  entries: readonly HistoryEntry[];
  undoable: ReadonlyMap<number, string>;
  next: string | null;
  csv: string;
};

export function HistoryPage(props: HistoryProps) {
  const { frame, viewer, entries, now, timeZone } = props;
  const { history, page } = frame.words.staff;
  const clock = { lang: frame.lang, now, timeZone };
  return (
    <DeskPage frame={frame} title={history.title} viewer={viewer} room="history">
      <h1>{history.title}</h1>
      <p class="quiet">{history.lead}</p>
      <HistoryFilter {...props} />
      {entries.length === 0 && <p class="nothing">{history.nothing}</p>}
      {entries.length > 0 && (
        <HistoryTable words={frame.words} clock={clock} entries={entries} undoable={props.undoable} />
      )}
      <Pages {...props} />
      <p class="quiet small">{page.zone(zoneName(now, timeZone))}</p>
    </DeskPage>
  );
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
