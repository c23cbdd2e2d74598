import type { Named } from '../../../src/staff/called.ts';
import type { Channel } from '../../../src/tips/channels.ts';
import type { Filter, Having, Sort } from '../../../src/tips/list/filter.ts';
import type { View } from '../../../src/tips/list/views.ts';
import type { Outcome } from '../../../src/tips/outcomes.ts';
import type { StateName } from '../../../src/tips/states.ts';
import type { StaffTopic } from '../../../src/tips/topics/topic.ts';
import type { Turn } from '../../../src/tips/turns.ts';
import type { Frame } from '../../parts/layout.tsx';
import type { SavedForms } from './saved-forms.tsx';

/** At least so many, where `isMore`. */
export type ShownCount = { count: number; isMore: boolean };

/** One of the desk's own views, or one that was saved; `isSearch`: its tips are not counted. */
export type Tab = { href: string; isCurrent: boolean } & (
  | { view: View; count: ShownCount }
  | {
      saved: { id: string; name: string; isShared: boolean };
      count: ShownCount | null;
      isSearch: boolean;
    }
);

/** One condition of the filter; `href`: the same list without it; null where there is none. */
export type Chip = { href: string | null } & (
  | {
      field: 'state' | 'outcome' | 'topic' | 'channel' | 'assignee' | 'tag' | 'talk' | 'from' | 'to';
      value: string;
    }
  | { field: 'has'; value: Having }
  | { field: 'unread' }
  | { field: 'view'; value: View }
  | { field: 'q'; value: string }
  | { field: 'hidden' }
);

/** All by which a list is chosen, narrowed down and sorted, each with where it leads. */
export type ListBar = {
  tabs: readonly Tab[];
  chips: readonly Chip[];
  sorts: readonly { sort: Sort; href: string; isCurrent: boolean }[];
  /** The fields of this list, to which a day is added; null where it does not stand under days. */
  toDay: readonly (readonly [string, string])[] | null;
  /** The view as it is without a filter. */
  clear: string;
  forms: SavedForms;
  /** What a filter can ask for. */
  choices: {
    states: readonly StateName[];
    outcomes: readonly Outcome[];
    channels: readonly Channel[];
    havings: readonly Having[];
    turns: readonly Turn[];
  };
};

export type FilterProps = {
  frame: Frame;
  bar: ListBar;
  filter: Filter;
  /** As it was typed; empty for none. */
  search: string;
  topics: readonly StaffTopic[];
  /** Whose tips can be. */
  people: readonly Named[];
};
