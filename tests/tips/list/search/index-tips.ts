import type { Context } from '../../../../src/context.ts';
import { buildIndex } from '../../../../src/search/building/indexing.ts';
import { createTipSource } from '../../../../src/tips/list/search/tip-source.ts';

/** Puts all tips into the index, however few. */
export async function indexTips(
  desk: Pick<Context, 'database' | 'masters' | 'clock' | 'log'>,
  signal = new AbortController().signal,
): Promise<void> {
  await buildIndex(desk, createTipSource(desk), { yieldToPosts: async () => {}, signal, enough: 1 });
}
