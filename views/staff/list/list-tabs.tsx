import type { Frame } from '../../parts/layout.tsx';
import type { ShownCount, Tab } from './list-bar.ts';

/** The views, each with how much stands in it. What is done with counts for nobody. */
export function ListTabs({ frame, tabs }: { frame: Frame; tabs: readonly Tab[] }) {
  const { filter, views } = frame.words.staff;
  return (
    <nav class="views" aria-label={filter.views}>
      {tabs.map(({ view, href, count, isCurrent }) => (
        <a key={view} href={href} aria-current={isCurrent ? 'page' : undefined}>
          {views[view]}{' '}
          {!UNCOUNTED.includes(view) && <Count frame={frame} {...count} isHot={view === 'answered'} />}
        </a>
      ))}
    </nav>
  );
}

/** How much is behind one says nothing about what is to be done. */
const UNCOUNTED: readonly string[] = ['closed', 'spam', 'all'];

export const Count = ({
  frame,
  count,
  isMore,
  isHot = false,
}: ShownCount & { frame: Frame; isHot?: boolean }) => (
  <b class={isHot && count > 0 ? 'hot' : undefined}>
    {count.toLocaleString(frame.lang)}
    {isMore && '+'}
  </b>
);
