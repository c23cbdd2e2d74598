import { dayHead } from '../../../src/i18n/day-head.ts';
import type { Words } from '../../../src/i18n/words.ts';
import type { Sort } from '../../../src/tips/list/filter.ts';
import type { TipRow } from '../../../src/tips/tip.ts';
import { RowPresses, RowTick } from '../many/row-tick.tsx';
import { Ago, type Clock } from '../time.tsx';
import { RowAssignee } from './row-assignee.tsx';
import { RowFacts, type ShownRow } from './row-facts.tsx';
import { RowHeadline } from './row-headline.tsx';
import { RowPicture } from './row-picture.tsx';
import { RowState } from './row-state.tsx';

type RowsProps = Omit<ShownRow, 'row'> & {
  rows: readonly TipRow[];
  sort: Sort;
  clock: Clock;
  back: { back?: string };
};

/** A list, and no table: each row is two lines of what is there, where a table would be read out as columns that are mostly empty. */
export function ListRows({ rows, sort, ...shown }: RowsProps) {
  const { words, mark, clock } = shown;
  const isByDay = mark === null && (sort === 'newest' || sort === 'oldest');
  if (!isByDay) return <Rows rows={rows} {...shown} />;
  return [...Map.groupBy(rows, row => dayOf(row, clock).date).values()].map(([first, ...others]) =>
    first === undefined ? null : (
      <section key={first.number}>
        <DayHead words={words} row={first} clock={clock} />
        <Rows rows={[first, ...others]} {...shown} />
      </section>
    ),
  );
}

const dayOf = ({ receivedAt }: TipRow, { now, lang, timeZone }: Clock) =>
  dayHead(receivedAt, now, lang, timeZone);

function DayHead({ words, row, clock }: { words: Words; row: TipRow; clock: Clock }) {
  const { near, day } = dayOf(row, clock);
  return (
    <h2 class="day">
      {near === null ? (
        day
      ) : (
        <>
          {words.staff.list.days[near]} <span class="quiet">{day}</span>
        </>
      )}
    </h2>
  );
}

const Rows = ({ rows, mark, ...shown }: Omit<RowsProps, 'sort'>) => (
  <ol class={mark === null ? 'tip-rows' : 'tip-rows searched'}>
    {rows.map(row => (
      <Row key={row.number} row={row} mark={mark} {...shown} />
    ))}
  </ol>
);

function Row({ clock, back, ...shown }: Omit<RowsProps, 'rows' | 'sort'> & ShownRow) {
  const { words, row } = shown;
  return (
    <li id={`tip-${row.number}`} class={row.unread ? 'unread' : undefined}>
      {row.kept && <RowTick words={words} row={row} />}
      <RowPicture words={words} row={row} />
      <div class="one">
        <RowHeadline back={back} {...shown} />
      </div>
      <RowFacts {...shown} />
      <div class="end">
        {row.kept && (
          <>
            <RowAssignee words={words} row={row} />
            <RowState words={words} row={row} />
          </>
        )}
        <Ago at={row.receivedAt} clock={clock} />
        {row.kept && <RowPresses words={words} row={row} />}
      </div>
    </li>
  );
}
