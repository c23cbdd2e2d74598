import type { ColumnsOf } from './column.ts';

export type SearchTables = {
  /** The parts of the search's index, each sealed under keys of its own: without its row nothing of it opens. */
  search_runs: {
    id: string;
    /** Of two that hold the same tip the one with the higher number knows it better. */
    generation: number;
    /** 0 and 1: all tips from `low` to `high`, a few or many. 2: the tips that `slots` names, which changed since. */
    level: number;
    low: number;
    high: number;
    tips: number;
    bins: number;
    master: number;
    wrapped: string;
    slots: string | null;
  };
  /** Which words stand in which tips, of many tips in one row: a forgotten one goes with the run's key, and the others get a new run. */
  search_bins: { run: string; bin: number; sealed: Uint8Array };
  /** Those that were taken out of `search_due`, and are not in a run yet. */
  search_building: { tip: number };
};

export const searchColumns = {
  search_runs: {
    id: 'none',
    generation: 'none',
    level: 'none',
    low: 'none',
    high: 'none',
    tips: 'none',
    bins: 'none',
    master: 'none',
    wrapped: 'none',
    slots: 'none',
  },
  search_bins: { run: 'none', bin: 'none', sealed: 'none' },
  search_building: { tip: 'none' },
} as const satisfies ColumnsOf<SearchTables>;
