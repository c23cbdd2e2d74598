import { zoneName } from '../../../src/i18n/dates.ts';
import { staffPaths } from '../../../src/paths.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import type { Named } from '../../../src/staff/called.ts';
import type { Filter, FilterField } from '../../../src/tips/list/filter.ts';
import type { Found } from '../../../src/tips/list/search/find-tips.ts';
import type { TipRow } from '../../../src/tips/tip.ts';
import type { StaffTopic } from '../../../src/tips/topics/topic.ts';
import type { MadeChange } from '../../../src/tips/work/many/read-change.ts';
import { Icon } from '../../parts/icons.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { DeskPage } from '../desk-page.tsx';
import { LiveLine, type LiveLineProps } from '../live/live-line.tsx';
import { MadeNotice } from '../many/made-notice.tsx';
import type { ManyBarProps } from '../many/many-bar.tsx';
import { ManyForm } from '../many/many-form.tsx';
import type { ListBar } from './list-bar.ts';
import { ListFilter, ListSorts } from './list-filter.tsx';
import { ListNothing } from './list-nothing.tsx';
import { type Done, ListNotices, type MailState, type Warning } from './list-notices.tsx';
import { ListRows } from './list-rows.tsx';
import { ListTabs } from './list-tabs.tsx';
import type { Mark } from './marked.tsx';
import { ReceiptBox, SearchBox } from './search-boxes.tsx';

export type ListProps = {
  frame: Frame;
  viewer: Viewer;
  now: number;
  timeZone: string;
  rows: TipRow[];
  /** The addresses of the pages beside this one, older and newer. */
  next: string | null;
  previous: string | null;
  /** As it was typed; empty for nothing. */
  search: string;
  /** The same with what the view searches for; empty: the whole list. */
  searched: string;
  found: Found | null;
  /** What tips may be about. */
  topics: readonly StaffTopic[];
  /** Whose tips can be. */
  people: readonly Named[];
  filter: Filter;
  bar: ListBar;
  /** The fields of the address that say nothing. */
  wrong: readonly FilterField[];
  /** Null where nothing is searched for. */
  mark: Mark | null;
  /** What was typed into the receipt box, when no tip has it. */
  unknownReceipt: string | null;
  /** What was just done about the mail. */
  done: Done | null;
  mail: MailState;
  warnings: readonly Warning[];
  /** Nobody has sent anything that the viewer may see. */
  isEmpty: boolean;
  /** Where readers find the form. */
  formUrl: string;
  /** This list, for the way back to it. */
  /** Where it begins, and where is asked what has changed of it. */
  live: Pick<LiveLineProps, 'list' | 'address'>;
  back: { back?: string };
  /** What can be done with many of them at once. */
  many: Pick<ManyBarProps, 'list' | 'all' | 'outcomes'>;
  /** What has just been done with many, or undone. */
  made: MadeChange | null;
  /** The tips for which the viewer has typed a note and not added it. */
  drafts: readonly number[];
};

export function ListPage(props: ListProps) {
  const { frame, viewer, rows, searched, now, timeZone, filter, bar } = props;
  const { list, page } = frame.words.staff;
  const clock = { lang: frame.lang, now, timeZone };
  return (
    <DeskPage
      frame={frame}
      title={list.title}
      viewer={viewer}
      room="tips"
      find={<SearchBox frame={frame} search={props.search} />}
      foot={<Foot {...props} />}
    >
      <ListNotices
        frame={frame}
        clock={clock}
        mail={props.mail}
        warnings={props.warnings}
        done={props.done}
        drafts={props.drafts}
      />
      {props.made !== null && <MadeNotice frame={frame} made={props.made} back={props.back} />}
      <h1 class="unseen">{filter.saved?.name ?? frame.words.staff.views[filter.view]}</h1>
      <ListTabs frame={frame} tabs={bar.tabs} />
      <div class="sift">
        <ListFilter {...props} />
        <ReceiptBox frame={frame} unknown={props.unknownReceipt} />
        <LiveLine words={frame.words} now={now} {...props.live} />
        <ListSorts frame={frame} bar={bar} />
      </div>
      {props.wrong.length > 0 && <Wrong frame={frame} fields={props.wrong} />}
      {searched !== '' && <FoundLine {...props} />}
      {rows.length > 0 && (
        <ManyForm {...props} {...props.many} isClosed={filter.view === 'closed' || filter.view === 'spam'}>
          <ListRows
            words={frame.words}
            lang={frame.lang}
            rows={rows}
            sort={filter.sort}
            mark={props.mark}
            clock={clock}
            back={props.back}
            topics={props.topics}
          />
        </ManyForm>
      )}
      {rows.length === 0 && searched === '' && <ListNothing {...props} />}
      <Pages {...props} />
      <p class="quiet small">{page.zone(zoneName(now, timeZone))}</p>
    </DeskPage>
  );
}

/** How many were found, and how far it was searched where the time did not suffice for all. */
function FoundLine({ frame, searched: search, found, next, previous }: ListProps) {
  const { list } = frame.words.staff;
  const [count, isMore] = [found?.count ?? 0, found?.isMore ?? false];
  const goOn = found?.goesUp ? previous : next;
  return (
    <p class="found">
      {count > 0 && list.found(search, count, isMore)}
      {count === 0 && (isMore ? list.nothingFoundYet(search) : list.nothingFound(search))}{' '}
      <a href={staffPaths.list({ view: 'all' })}>{list.all}</a>
      {found !== null && found.searchedTo !== null && goOn !== null && (
        <>
          <br />
          {list.searchedTo(found.searchedTo)} · <a href={goOn}>{list.searchOn}</a>
        </>
      )}
    </p>
  );
}

function Wrong({ frame, fields }: { frame: Frame; fields: readonly FilterField[] }) {
  const { filter } = frame.words.staff;
  return (
    <p class="notice">
      <Icon name="alert" size={20} />
      <span>
        {filter.wrong} {fields.map(field => filter.fields[field]).join(', ')}
      </span>
    </p>
  );
}

function Pages({ frame, next, previous, found }: ListProps) {
  const { list } = frame.words.staff;
  const isOver = found !== null && found.searchedTo !== null;
  if (next === null && previous === null) return null;
  return (
    <nav class="pages" aria-label={list.pages}>
      {previous !== null && (
        <a rel="prev" href={previous}>
          {isOver && found.goesUp ? list.searchOn : list.newer}
        </a>
      )}
      {next !== null && (
        <a rel="next" href={next}>
          {isOver && !found.goesUp ? list.searchOn : list.older}
        </a>
      )}
    </nav>
  );
}

function Foot({ frame, viewer }: ListProps) {
  const { mail, retention } = frame.words.staff;
  return (
    <>
      {viewer.desk.includes('see what goes') && <a href={staffPaths.retention()}>{retention.title}</a>}
      {viewer.desk.includes('send test mail') && (
        <form method="post" action={staffPaths.testMail}>
          <button class="link" type="submit">
            {mail.test}
          </button>
        </form>
      )}
    </>
  );
}
