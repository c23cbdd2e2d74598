import type { ComponentChildren } from 'preact';
import { lengthInDays, zoneName } from '../../src/i18n/dates.ts';
import type { Words } from '../../src/i18n/words.ts';
import { staffPaths } from '../../src/paths.ts';
import type { Viewer } from '../../src/staff/access.ts';
import type { GoingTip, HeldTip } from '../../src/tips/end/going.ts';
import type { Frame } from '../parts/layout.tsx';
import { VERBATIM } from '../parts/verbatim.ts';
import { DeskPage } from './desk-page.tsx';
import { OpenedText } from './opened.tsx';
import { calledOf } from './person.tsx';
import { At, type Clock } from './time.tsx';

/** One of two lists: what goes by itself next, or what is held. */
export type RetentionList =
  | { view: 'going'; tips: readonly GoingTip[] }
  | { view: 'held'; tips: readonly HeldTip[] };

export type RetentionProps = {
  frame: Frame;
  viewer: Viewer;
  now: number;
  timeZone: string;
  list: RetentionList;
  counts: { going: number; held: number };
  /** Whether this is another page than the first, and where the next one is. */
  isFirst: boolean;
  next: string | null;
};

export function RetentionPage(props: RetentionProps) {
  const { frame, viewer, list, now, timeZone } = props;
  const { retention, page } = frame.words.staff;
  const clock = { lang: frame.lang, now, timeZone };
  const isGoing = list.view === 'going';
  return (
    <DeskPage frame={frame} title={retention.title} viewer={viewer}>
      <p class="back small">
        <a href={staffPaths.list()}>← {page.toList}</a>
      </p>
      <h1>{retention.title}</h1>
      <Views {...props} />
      {list.tips.length > 0 && <p class="quiet">{isGoing ? retention.lead : retention.heldLead}</p>}
      {list.tips.length > 0 && <Table words={frame.words} clock={clock} list={list} />}
      {list.tips.length === 0 && <p class="nothing">{isGoing ? retention.nothing : retention.nothingHeld}</p>}
      <Pages {...props} />
      <p class="quiet small">{page.zone(zoneName(now, timeZone))}</p>
    </DeskPage>
  );
}

function Views({ frame, list, counts }: RetentionProps) {
  const { retention } = frame.words.staff;
  const current = (view: RetentionList['view']) =>
    list.view === view ? ({ 'aria-current': 'page' } as const) : {};
  return (
    <nav class="pages" aria-label={retention.views}>
      <a href={staffPaths.retention()} {...current('going')}>
        {retention.going(counts.going)}
      </a>
      <a href={staffPaths.retention({ view: 'held' })} {...current('held')}>
        {retention.held(counts.held)}
      </a>
    </nav>
  );
}

type TableProps = { words: Words; clock: Clock; list: RetentionList };

function Table({ words, clock, list }: TableProps) {
  const { retention } = words.staff;
  const isGoing = list.view === 'going';
  return (
    <table class="tips going">
      <caption class="unseen">{retention.title}</caption>
      <thead>
        <tr>
          <th scope="col" class="time">
            {isGoing ? retention.goes : retention.since}
          </th>
          <th scope="col" class="number">
            {retention.number}
          </th>
          <th scope="col" class="headline">
            {retention.tip}
          </th>
          <th scope="col" class="why">
            {isGoing ? retention.rule : retention.reason}
          </th>
        </tr>
      </thead>
      <tbody>
        {list.view === 'going'
          ? list.tips.map(tip => (
              <Row key={tip.number} words={words} clock={clock} tip={tip} at={tip.goes}>
                {retention.rules[tip.rule](lengthInDays(tip.kept, clock.lang))}
              </Row>
            ))
          : list.tips.map(tip => (
              <Row key={tip.number} words={words} clock={clock} tip={tip} at={tip.hold.at}>
                <bdi>
                  {retention.heldBy(calledOf(tip.hold.by), tip.hold.reason ?? words.staff.missing.text)}
                </bdi>
              </Row>
            ))}
      </tbody>
    </table>
  );
}

type RowProps = {
  words: Words;
  clock: Clock;
  tip: { number: number; headline: string | null };
  at: number;
  children: ComponentChildren;
};

const Row = ({ words, clock, tip, at, children }: RowProps) => (
  <tr>
    <td class="time">
      <At at={at} clock={clock} />
    </td>
    <td class="number" {...VERBATIM}>
      {tip.number}
    </td>
    <td class="headline">
      <a href={staffPaths.tip(tip.number)}>
        <bdi>
          <OpenedText words={words} text={tip.headline} />
        </bdi>
      </a>
    </td>
    <td class="why">{children}</td>
  </tr>
);

function Pages({ frame, isFirst, list, next }: RetentionProps) {
  const { retention } = frame.words.staff;
  if (isFirst && next === null) return null;
  const first = staffPaths.retention(list.view === 'held' ? { view: 'held' } : {});
  return (
    <nav class="pages" aria-label={retention.pages}>
      {!isFirst && <a href={first}>{retention.first}</a>}
      {next !== null && (
        <a rel="next" href={next}>
          {retention.next}
        </a>
      )}
    </nav>
  );
}
