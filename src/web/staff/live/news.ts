import type { PubSub } from '../../../db/notify.ts';
import { TIP_CAME, TIP_CHANGED } from '../../../tips/history/news.ts';

/** What has come together since it was last told. `missed`: anything may have happened. */
export type News = { came: Set<number>; changed: Set<number>; looked: Set<number>; missed: boolean };

/** Beyond it is no longer told which ones. */
const MOST = 2_000;

const nothing = (): News => ({ came: new Set(), changed: new Set(), looked: new Set(), missed: false });

export type NewsDesk = {
  /** Somebody looks at this tip, or does no longer. */
  noteLook(tip: number): void;
  /** Anything may be otherwise now. */
  noteAll(): void;
  /** All that is untold, and begins anew. */
  take(): News;
};

/** Gathers what the processes publish of tips; `onNews` is called with each. */
export function createNewsDesk({ subscribe }: Pick<PubSub, 'subscribe'>, onNews: () => void): NewsDesk {
  let untold = nothing();
  const note = (kind: 'came' | 'changed' | 'looked', tip: number) => {
    if (untold[kind].size < MOST) untold[kind].add(tip);
    else untold.missed = true;
    onNews();
  };
  const noteAll = () => {
    untold.missed = true;
    onNews();
  };
  const hear = (kind: 'came' | 'changed') => (subject: string | null) => {
    if (subject === null) noteAll();
    else note(kind, Number(subject));
  };
  subscribe(TIP_CAME, hear('came'));
  subscribe(TIP_CHANGED, hear('changed'));
  return {
    noteAll,
    noteLook: tip => note('looked', tip),
    take() {
      const told = untold;
      untold = nothing();
      return told;
    },
  };
}
