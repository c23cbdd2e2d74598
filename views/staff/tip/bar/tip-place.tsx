import type { Words } from '../../../../src/i18n/words.ts';
import { keyed } from '../../../../src/keys.ts';
import { staffPaths } from '../../../../src/paths.ts';
import { Icon } from '../../../parts/icons.tsx';

/** In the list that the page was reached from. `place`: null where it is not in it any more; `isMore`: there are more than `count`. */
export type ShownPlace = {
  /** What that list is called; null where nothing is said of it. */
  list: string | null;
  place: number | null;
  count: number;
  isMore: boolean;
  previous: string | null;
  next: string | null;
};

type PlaceProps = { words: Words; number: number; back: { back?: string }; place: ShownPlace | null };

/** The way back to the list, and to the tips beside this one. */
export function TipPlace({ words, number, back, place }: PlaceProps) {
  const labels = words.staff.place;
  const list = place?.list ?? null;
  return (
    <p class="back place">
      <a href={staffPaths.listAt(number, back)}>
        ← {list === null ? words.staff.page.toList : labels.toView(list)}
      </a>
      {place?.place != null && (
        <span class="quiet small">{labels.of(place.place, place.count, place.isMore)}</span>
      )}
      {place?.previous != null && (
        <a href={place.previous} rel="prev" class="button plain compact" {...keyed('previousTip')}>
          <span aria-hidden="true">↑</span>
          <span class="unseen">{labels.previous}</span>
        </a>
      )}
      {place?.next != null && (
        <a href={place.next} rel="next" class="button plain compact" {...keyed('nextTip')}>
          <span aria-hidden="true">↓</span>
          <span class="unseen">{labels.next}</span>
        </a>
      )}
    </p>
  );
}

/** By what one has left the tip before, and its number. */
export type Left = { by: 'closed' | 'assigned' | 'moved'; number: number };

/** What was just done with the tip before; to one that went to others, nobody goes back. */
export const LeftTip = ({
  words,
  back,
  left: { by, number },
}: Omit<PlaceProps, 'place' | 'number'> & { left: Left }) => (
  <p class="notice good" role="status">
    <Icon name="check" size={20} />
    <span>
      {words.staff.place[by](number)}{' '}
      {by === 'closed' && <a href={staffPaths.tip(number, back)}>{words.staff.place.toClosed}</a>}
    </span>
  </p>
);
