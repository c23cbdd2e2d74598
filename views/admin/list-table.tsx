import type { Words } from '../../src/i18n/words.ts';
import type { TipRow } from '../../src/tips/tip.ts';
import { StateMark } from './state-mark.tsx';
import { Ago, type Clock } from './time.tsx';

/** A table where there is room; on a phone each row folds into two lines. */
export function ListTable({ words, rows, clock }: { words: Words; rows: TipRow[]; clock: Clock }) {
  const { list } = words.desk;
  return (
    <table class="tips">
      <caption class="unseen">{list.title}</caption>
      <thead>
        <tr>
          <th scope="col" class="time">
            {list.received}
          </th>
          <th scope="col" class="number">
            {list.number}
          </th>
          <th scope="col" class="headline">
            {list.tip}
          </th>
          <th scope="col" class="place">
            {list.place}
          </th>
          <th scope="col" class="channel">
            {list.channel}
          </th>
          <th scope="col" class="files">
            {list.files}
          </th>
          <th scope="col" class="reply">
            {list.reply}
          </th>
          <th scope="col" class="standing">
            {list.state}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <Row key={row.number} words={words} row={row} clock={clock} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ words, row, clock }: { words: Words; row: TipRow; clock: Clock }) {
  const { desk } = words;
  return (
    <tr class={row.unread ? 'unread' : undefined}>
      <td class="time">
        <Ago at={row.receivedAt} clock={clock} />
      </td>
      <td class="number">{row.number}</td>
      <td class="headline">
        <a href={`/admin/tips/${row.number}`}>
          {row.unread && <span class="unseen">{desk.list.unread}: </span>}
          {row.headline === null ? (
            <span class="quiet">{desk.list.forgotten}</span>
          ) : (
            <bdi>{row.headline}</bdi>
          )}
        </a>
      </td>
      <td class="place">{row.place !== null && <bdi>{row.place}</bdi>}</td>
      <td class="channel">{desk.channels[row.channel]}</td>
      <td class="files">
        {row.fileCount > 0 && (
          <>
            <span class="wide">{row.fileCount}</span>
            <span class="narrow">{desk.list.fileCount(row.fileCount)}</span>
          </>
        )}
      </td>
      <td class="reply">{row.headline !== null && <ReplyWays words={words} row={row} />}</td>
      <td class="standing">{row.headline !== null && <StateMark state={row.state.is} words={words} />}</td>
    </tr>
  );
}

function ReplyWays({ words: { desk }, row: { replyWays } }: { words: Words; row: TipRow }) {
  if (replyWays.length > 0) return <>{replyWays.map(way => desk.ways[way]).join(' · ')}</>;
  return (
    <>
      <span class="quiet" aria-hidden="true">
        –
      </span>
      <span class="unseen">{desk.list.noReply}</span>
    </>
  );
}
