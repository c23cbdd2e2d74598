import { zoneName } from '../../src/i18n/dates.ts';
import type { Viewer } from '../../src/staff/viewer.ts';
import type { TipRow } from '../../src/tips/tip.ts';
import type { Frame } from '../layout.tsx';
import { DeskPage } from './desk-page.tsx';
import { type Done, ListNotices, type MailState, type Warning } from './list-notices.tsx';
import { ListTable } from './list-table.tsx';

export type ListProps = {
  frame: Frame;
  viewer: Viewer;
  now: number;
  timeZone: string;
  rows: TipRow[];
  newer: boolean;
  older: boolean;
  /** Empty: the whole list. */
  search: string;
  /** What was typed into the receipt box, when no tip has it. */
  unknownReceipt: string | null;
  /** What was just done about the mail. */
  done: Done | null;
  mail: MailState;
  warnings: readonly Warning[];
};

export function ListPage(props: ListProps) {
  const { frame, viewer, rows, search, now, timeZone } = props;
  const { list, page } = frame.words.desk;
  const clock = { lang: frame.lang, now, timeZone };
  return (
    <DeskPage frame={frame} title={list.title} viewer={viewer} foot={<Foot frame={frame} />}>
      <ListNotices
        frame={frame}
        clock={clock}
        mail={props.mail}
        warnings={props.warnings}
        done={props.done}
      />
      <div class="list-head">
        <h1>{list.title}</h1>
        <SearchBox frame={frame} search={search} />
        <ReceiptBox frame={frame} unknown={props.unknownReceipt} />
      </div>
      {search !== '' && (
        <p class="found">
          {rows.length > 0 ? list.found(search) : list.nothingFound(search)} <a href="/admin">{list.all}</a>
        </p>
      )}
      {rows.length > 0 && <ListTable words={frame.words} rows={rows} clock={clock} />}
      {rows.length === 0 && search === '' && <p class="nothing quiet">{list.nothing}</p>}
      <Pages {...props} />
      <p class="quiet small">{page.zone(zoneName(now, timeZone))}</p>
    </DeskPage>
  );
}

function SearchBox({ frame, search }: { frame: Frame; search: string }) {
  const { list } = frame.words.desk;
  return (
    <search>
      <form class="box" action="/admin">
        <label class="unseen" for="search">
          {list.search}
        </label>
        <input
          id="search"
          name="q"
          type="search"
          value={search}
          placeholder={list.searchFor}
          maxLength={200}
        />
        <button class="button plain" type="submit">
          {list.find}
        </button>
      </form>
    </search>
  );
}

function ReceiptBox({ frame, unknown }: { frame: Frame; unknown: string | null }) {
  const { list } = frame.words.desk;
  const fault =
    unknown === null
      ? {}
      : ({ 'aria-invalid': true, 'aria-describedby': 'receipt-fault', autofocus: true } as const);
  return (
    <form class="box receipt" method="post" action="/admin/receipt">
      <label class="unseen" for="receipt">
        {list.receipt} ({list.receiptHint})
      </label>
      <input
        id="receipt"
        type="text"
        name="receipt"
        value={unknown ?? ''}
        placeholder={list.receipt}
        maxLength={200}
        autocomplete="off"
        spellcheck={false}
        required
        {...fault}
      />
      <button class="button plain" type="submit">
        {list.openByReceipt}
      </button>
      {unknown !== null && (
        <p class="fault" id="receipt-fault">
          {list.unknownReceipt}
        </p>
      )}
    </form>
  );
}

function Pages({ frame, rows, newer, older, search }: ListProps) {
  const { list } = frame.words.desk;
  const [first, last] = [rows.at(0), rows.at(-1)];
  if (!newer && !older) return null;
  const href = (edge: Record<string, string>) =>
    `/admin?${new URLSearchParams({ ...(search !== '' && { q: search }), ...edge })}`;
  return (
    <nav class="pages" aria-label={list.pages}>
      {newer && first && (
        <a rel="prev" href={href({ after: String(first.number) })}>
          {list.newer}
        </a>
      )}
      {older && last && (
        <a rel="next" href={href({ before: String(last.number) })}>
          {list.older}
        </a>
      )}
    </nav>
  );
}

function Foot({ frame }: { frame: Frame }) {
  return (
    <form method="post" action="/admin/mail/test">
      <button class="link" type="submit">
        {frame.words.desk.mail.test}
      </button>
    </form>
  );
}
