import { channelNames } from '../../../src/i18n/channels.ts';
import type { Lang } from '../../../src/i18n/lang.ts';
import type { Words } from '../../../src/i18n/words.ts';
import { staffPaths } from '../../../src/paths.ts';
import type { TipRow } from '../../../src/tips/tip.ts';
import type { OfferedTopic } from '../../../src/tips/topics/topic.ts';
import { VERBATIM } from '../../parts/verbatim.ts';
import { ImportanceMark } from '../importance.tsx';
import { Name } from '../name.tsx';
import { OpenedText } from '../opened.tsx';
import { PermissionBadge } from '../permission.tsx';
import { Person } from '../person.tsx';
import { Ago, type Clock } from '../time.tsx';
import { type Mark, Marked } from './marked.tsx';
import { RowState } from './row-state.tsx';

type TableProps = {
  words: Words;
  rows: TipRow[];
  mark: Mark | null;
  clock: Clock;
  back: { back?: string };
  topics: readonly OfferedTopic[];
};

/** A table where there is room; on a phone each row folds into two lines. */
export function ListTable({ rows, ...shown }: TableProps) {
  const { words, mark, topics } = shown;
  const { list } = words.staff;
  return (
    <table class={mark === null ? 'tips' : 'tips searched'}>
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
          {topics.length > 0 && (
            <th scope="col" class="topic">
              {words.staff.topics.topic}
            </th>
          )}
          <th scope="col" class="channel">
            {list.channel}
          </th>
          <th scope="col" class="files">
            {list.files}
          </th>
          <th scope="col" class="reply">
            {list.reply}
          </th>
          <th scope="col" class="assignee">
            {words.staff.work.assignee}
          </th>
          <th scope="col" class="state-cell">
            {list.state}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <Row key={row.number} row={row} {...shown} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = Omit<TableProps, 'rows'> & { row: TipRow };

function Row({ words, row, mark, clock, back, topics }: RowProps) {
  const { staff } = words;
  return (
    <tr id={`tip-${row.number}`} class={row.unread ? 'unread' : undefined}>
      <td class="time">
        <Ago at={row.receivedAt} clock={clock} />
      </td>
      <td class="number" {...VERBATIM}>
        {row.number}
      </td>
      <td class="headline">
        <a href={staffPaths.tip(row.number, back)}>
          {row.unread && <span class="unseen">{staff.list.unread}: </span>}
          {row.importance > 0 && (
            <>
              <ImportanceMark words={words} importance={row.importance} />{' '}
            </>
          )}
          <Headline words={words} row={row} mark={mark} />
        </a>
        <Tags words={words} tags={row.tags} />
        <FoundIn words={words} row={row} mark={mark} />
      </td>
      <td class="place">
        {row.place !== null && (
          <bdi>
            <Marked text={row.place} mark={mark} />
          </bdi>
        )}
      </td>
      {topics.length > 0 && (
        <td class="topic">{row.topic !== null && nameOfTopic(topics, row.topic, clock.lang)}</td>
      )}
      <td class="channel">
        <Name words={words} names={channelNames[clock.lang]} word={row.channel} />
      </td>
      <td class="files">
        {row.fileCount > 0 && (
          <>
            <span class="wide">{row.fileCount}</span>
            <span class="narrow">{staff.list.fileCount(row.fileCount)}</span>
          </>
        )}
        {row.permission !== null && (
          <>
            {' '}
            <PermissionBadge words={words} permission={row.permission} />
          </>
        )}
      </td>
      <td class="reply">{row.kept && <ReplyWays words={words} row={row} />}</td>
      <td class="assignee">{row.assignee !== null && <Person person={row.assignee} />}</td>
      <td class="state-cell">{row.kept && <RowState words={words} row={row} />}</td>
    </tr>
  );
}

/** One that was made since the list was read is called by its slug. */
const nameOfTopic = (topics: readonly OfferedTopic[], slug: string, lang: Lang) =>
  topics.find(topic => topic.slug === slug)?.name[lang] ?? slug;

function Headline({ words, row, mark }: Pick<RowProps, 'words' | 'row' | 'mark'>) {
  if (!row.kept) return <span class="quiet">{words.staff.list.forgotten}</span>;
  if (row.headline === null) return <OpenedText words={words} text={null} />;
  return (
    <bdi>
      <Marked text={row.headline} mark={mark} />
    </bdi>
  );
}

/** Beside the headline, as it says little of what is new. */
function Tags({ words, tags }: { words: Words; tags: readonly string[] }) {
  if (tags.length === 0) return null;
  return (
    <span class="of-row">
      <span class="unseen">{words.staff.tags.title}: </span>
      {tags.map((tag, index) => (
        <>
          {index > 0 && ' '}
          <span class="badge" key={tag}>
            <bdi>{tag}</bdi>
          </span>
        </>
      ))}
    </span>
  );
}

function FoundIn({ words, row: { excerpt }, mark }: Pick<RowProps, 'words' | 'row' | 'mark'>) {
  const { foundIn } = words.staff.list;
  if (excerpt === null) return null;
  return (
    <span class="excerpt quiet small">
      {foundIn[excerpt.in]}
      {excerpt.in !== 'contact' && (
        <>
          :{' '}
          <bdi>
            <Marked text={excerpt.text} mark={mark} />
          </bdi>
        </>
      )}
    </span>
  );
}

function ReplyWays({ words, row: { replyWays } }: { words: Words; row: TipRow }) {
  const { staff } = words;
  if (replyWays.length > 0) {
    return replyWays.map((way, index) => (
      <>
        {index > 0 && ' · '}
        <Name words={words} names={staff.ways} word={way} />
      </>
    ));
  }
  return (
    <>
      <span class="quiet wide" aria-hidden="true">
        –
      </span>
      <span class="unseen">{staff.list.noReply}</span>
    </>
  );
}
