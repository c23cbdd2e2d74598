import { zoneName } from '../../../src/i18n/dates.ts';
import { staffPaths } from '../../../src/paths.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import type { HistoryEntry } from '../../../src/tips/history/list-history.ts';
import type { Frame } from '../../parts/layout.tsx';
import { DeskPage } from '../desk-page.tsx';
import type { Clock } from '../time.tsx';
import { HistoryTable } from './history-table.tsx';

type PageProps = {
  frame: Frame;
  viewer: Viewer;
  now: number;
  timeZone: string;
  entries: readonly HistoryEntry[];
  undoable: ReadonlyMap<number, string>;
  isFirst: boolean;
  next: string | null;
};

/** All that somebody has done themselves. */
export function OwnHistoryPage({
  frame,
  viewer,
  now,
  timeZone,
  entries,
  undoable,
  isFirst,
  next,
}: PageProps) {
  const { history, page, account } = frame.words.staff;
  const clock = { lang: frame.lang, now, timeZone };
  return (
    <DeskPage frame={frame} title={account.history.title} viewer={viewer}>
      <p class="back small">
        <a href={staffPaths.account()}>{account.title}</a>
      </p>
      <h1>{account.history.title}</h1>
      <p class="quiet">{account.history.lead}</p>
      {entries.length === 0 && <p class="nothing">{account.history.nothing}</p>}
      {entries.length > 0 && (
        <HistoryTable words={frame.words} clock={clock} entries={entries} undoable={undoable} isOwn />
      )}
      <nav class="pages" aria-label={history.pages}>
        {!isFirst && <a href={staffPaths.ownHistory()}>{history.first}</a>}
        {next !== null && (
          <a rel="next" href={next}>
            {history.next}
          </a>
        )}
      </nav>
      <p class="quiet small">{page.zone(zoneName(now, timeZone))}</p>
    </DeskPage>
  );
}

type PartProps = { frame: Frame; clock: Clock; entries: readonly HistoryEntry[] };

/** The last of it, on the account's own page. */
export function OwnHistory({ frame, clock, entries }: PartProps) {
  const { history } = frame.words.staff.account;
  return (
    <section class="asked" aria-labelledby="history-title">
      <h2 id="history-title">{history.title}</h2>
      <p class="quiet">{history.lead}</p>
      {entries.length === 0 ? (
        <p>{history.nothing}</p>
      ) : (
        <>
          <HistoryTable words={frame.words} clock={clock} entries={entries} isOwn />
          <p>
            <a href={staffPaths.ownHistory()}>{history.all}</a>
          </p>
        </>
      )}
    </section>
  );
}
