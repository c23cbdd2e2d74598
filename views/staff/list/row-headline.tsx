import { staffPaths } from '../../../src/paths.ts';
import { ImportanceMark } from '../importance.tsx';
import { OpenedText } from '../opened.tsx';
import { Marked } from './marked.tsx';
import type { ShownRow } from './row-facts.tsx';

/** What the whole row leads to, and where a search found what it does not tell. */
export function RowHeadline({ back, ...shown }: ShownRow & { back: { back?: string } }) {
  const { words, row } = shown;
  return (
    <>
      <a href={staffPaths.tip(row.number, back)}>
        {row.unread && <span class="unseen">{words.staff.list.unread}: </span>}
        {row.importance > 0 && (
          <>
            <ImportanceMark words={words} importance={row.importance} />{' '}
          </>
        )}
        <Headline {...shown} />
      </a>
      <FoundIn {...shown} />
    </>
  );
}

function Headline({ words, row, mark }: ShownRow) {
  if (!row.kept) return <span class="quiet">{words.staff.list.forgotten}</span>;
  if (row.headline === null) return <OpenedText words={words} text={null} />;
  return (
    <bdi>
      <Marked text={row.headline} mark={mark} />
    </bdi>
  );
}

function FoundIn({ words, row: { excerpt }, mark }: ShownRow) {
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
