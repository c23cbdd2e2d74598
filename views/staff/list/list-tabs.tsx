import { keyed } from '../../../src/keys.ts';
import { Icon } from '../../parts/icons.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { VERBATIM } from '../../parts/verbatim.ts';
import type { ShownCount, Tab } from './list-bar.ts';

/** The views, each with how much stands in it. What is done with counts for nobody. */
export function ListTabs({ frame, tabs }: { frame: Frame; tabs: readonly Tab[] }) {
  const { filter, views } = frame.words.staff;
  return (
    <nav class="views" aria-label={filter.views}>
      {tabs.map(tab =>
        'saved' in tab ? (
          <SavedTab key={tab.saved.id} frame={frame} tab={tab} />
        ) : (
          <a key={tab.view} {...linkOf(tab)} {...keyOf(tab.view)}>
            {views[tab.view]}{' '}
            {!UNCOUNTED.includes(tab.view) && (
              <Count
                frame={frame}
                {...tab.count}
                isHot={tab.view === 'answered'}
                live={`count ${tab.view}`}
              />
            )}
          </a>
        ),
      )}
    </nav>
  );
}

type SavedTabProps = { frame: Frame; tab: Extract<Tab, { saved: unknown }> };

/** In its own letters, whoever shares it. */
function SavedTab({ frame, tab }: SavedTabProps) {
  const { savedViews } = frame.words.staff;
  const { id, name, isShared } = tab.saved;
  const says = [isShared ? savedViews.sharedTab : '', tab.isSearch ? savedViews.uncounted : ''];
  return (
    <a {...linkOf(tab)} class="saved" title={[name, ...says].filter(part => part !== '').join(' · ')}>
      {isShared && (
        <>
          <Icon name="people" size={14} />
          <span class="unseen">{savedViews.sharedTab}: </span>
        </>
      )}
      <bdi {...VERBATIM}>{name}</bdi>{' '}
      {tab.count !== null && <Count frame={frame} {...tab.count} live={`count ${id}`} />}
    </a>
  );
}

const linkOf = ({ href, isCurrent }: Tab) =>
  ({ href, 'aria-current': isCurrent ? 'page' : undefined }) as const;

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
