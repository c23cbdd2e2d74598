import type { ComponentChildren } from 'preact';
import { channelNames } from '../../../src/i18n/channels.ts';
import type { Lang } from '../../../src/i18n/lang.ts';
import type { Words } from '../../../src/i18n/words.ts';
import type { TipRow } from '../../../src/tips/tip.ts';
import type { OfferedTopic } from '../../../src/tips/topics/topic.ts';
import { Icon, type IconName } from '../../parts/icons.tsx';
import { VERBATIM } from '../../parts/verbatim.ts';
import { Name } from '../name.tsx';
import { PermissionBadge } from '../permission.tsx';
import { type Mark, Marked } from './marked.tsx';

/** A row, and what it is shown with. `mark`: null where nothing is searched for. */
export type ShownRow = {
  words: Words;
  lang: Lang;
  row: TipRow;
  mark: Mark | null;
  topics: readonly OfferedTopic[];
};

/** The second line: each with its name for who hears it. */
export function RowFacts({ words, lang, row, mark, topics }: ShownRow) {
  const { list, topics: ofTopics } = words.staff;
  return (
    <p class="two">
      <Fact name={list.number}>
        <span {...VERBATIM}>{row.number}</span>
      </Fact>
      {row.place !== null && (
        <Fact name={list.place} icon="pin">
          <bdi>
            <Marked text={row.place} mark={mark} />
          </bdi>
        </Fact>
      )}
      {topics.length > 0 && row.topic !== null && (
        <Fact name={ofTopics.topic}>{nameOfTopic(topics, row.topic, lang)}</Fact>
      )}
      <Fact name={list.channel}>
        <Name words={words} names={channelNames[lang]} word={row.channel} />
      </Fact>
      {row.kept && <ReplyWays words={words} row={row} />}
      {row.fileCount > 0 && <span class="unseen">{list.fileCount(row.fileCount)}, </span>}
      <PermissionBadge words={words} permission={row.permission} />
      <Tags words={words} tags={row.tags} />
      {row.noteCount > 0 && (
        <span class="fact">
          <Icon name="note" size={14} />
          <span aria-hidden="true">{row.noteCount}</span>
          <span class="unseen">{list.noteCount(row.noteCount)}</span>
        </span>
      )}
    </p>
  );
}

type FactProps = { name: string; icon?: IconName; strong?: boolean; children: ComponentChildren };

const Fact = ({ name, icon, strong = false, children }: FactProps) => (
  <span class={strong ? 'fact reach' : 'fact'}>
    {icon !== undefined && <Icon name={icon} size={14} />}
    <span class="unseen">{name}: </span>
    <span>{children}</span>
    <span class="unseen">, </span>
  </span>
);

/** One that was made since the list was read is called by its slug. */
const nameOfTopic = (topics: readonly OfferedTopic[], slug: string, lang: Lang) =>
  topics.find(topic => topic.slug === slug)?.name[lang] ?? slug;

const ICONS = { phone: 'phone', email: 'mail', chat: 'chat' } as const;

function ReplyWays({ words, row: { replyWays } }: Pick<ShownRow, 'words' | 'row'>) {
  const { list, ways } = words.staff;
  if (replyWays.length === 0) return <Fact name={list.reply}>{list.noReply}</Fact>;
  const first = replyWays.find(way => typeof way === 'string');
  return (
    <Fact name={list.reply} strong {...(first !== undefined && { icon: ICONS[first] })}>
      {replyWays.map((way, index) => (
        <>
          {index > 0 && ' · '}
          <Name words={words} names={ways} word={way} />
        </>
      ))}
    </Fact>
  );
}

function Tags({ words, tags }: { words: Words; tags: readonly string[] }) {
  if (tags.length === 0) return null;
  return (
    <>
      <span class="unseen">{words.staff.tags.title}: </span>
      {tags.map(tag => (
        <span class="badge" key={tag}>
          <bdi>{tag}</bdi>
        </span>
      ))}
    </>
  );
}
