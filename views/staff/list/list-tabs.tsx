import { keyed } from '../../../src/keys.ts';
import type { Frame } from '../../parts/layout.tsx';
import type { ShownCount, Tab } from './list-bar.ts';

/** The views, each with how much stands in it. What is done with counts for nobody. */
export function ListTabs({ frame, tabs }: { frame: Frame; tabs: readonly Tab[] }) {
  const { filter, views } = frame.words.staff;
  return (
    <nav class="views" aria-label={filter.views}>
      {tabs.map(({ view, href, count, isCurrent }) => (
        <a key={view} href={href} aria-current={isCurrent ? 'page' : undefined} {...keyOf(view)}>
          {views[view]}{' '}
          {!UNCOUNTED.includes(view) && (
            <Count frame={frame} {...count} isHot={view === 'answered'} live={`count ${view}`} />
          )}
        </a>
      ))}
    </nav>
  );
}

const keyOf = (view: string) =>
  view === 'mine' ? keyed('toMine') : view === 'unassigned' ? keyed('toUnassigned') : {};

/** How much is behind one says nothing about what is to be done. */
const UNCOUNTED: readonly string[] = ['closed', 'spam', 'all'];

export const Count = ({
  frame,
  count,
  isMore,
  isHot = false,
  live,
}: ShownCount & { frame: Frame; isHot?: boolean; live?: string }) => (
  <b data-live={live} class={isHot && count > 0 ? 'hot' : undefined}>
    {count.toLocaleString(frame.lang)}
    {isMore && '+'}
  </b>
);
