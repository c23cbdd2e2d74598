import type { Context } from '../../context.ts';
import { createHeldTurn, takeTurn } from '../../db/turns.ts';
import { createRest } from '../../jobs/yielding.ts';
import { type Repeated, repeat } from '../../repeat.ts';
import { countPlainFiles } from './plain-files.ts';
import { countPlain } from './plain-left.ts';
import { type LeftFiles, sealPlainFiles } from './seal-files.ts';
import { type Aside, sealPlainTips } from './seal-plain-tips.ts';

/** Milliseconds. One process at a time seals, or the disk would need room for a file more of each; a killed one is followed by another. */
const TURN = 30_000;
/** Milliseconds after which it is looked again: an older process may have just ended, or an upload that it began become a tip's. */
const LOOK_EVERY = TURN;

type SealingContext = Pick<Context, 'database' | 'files' | 'masters' | 'maySeal' | 'clock' | 'log'>;

/** `turn` resolves when the next bit may be done; then `signal` may be aborted. */
export type Course = { turn: () => Promise<void>; signal: AbortSignal };

type Kind = { name: string; count: () => Promise<number>; seal: (course: Course) => Promise<unknown> };

/**
 * Works in the background until nothing that an older version kept stands in plain, and looks for more as long as it runs.
 * `yieldToPosts`: resolves when nobody waits whom it would hold up.
 */
export function createSealing(
  context: SealingContext,
  yieldToPosts: () => Promise<void>,
  lookEvery = LOOK_EVERY,
): Repeated {
  const { query } = context.database;
  const [aside, left]: [Aside, LeftFiles] = [new Map(), new Map()];
  const kinds: Kind[] = [
    {
      name: 'sealing',
      count: () => countPlain(query),
      seal: course => sealPlainTips(context, { ...course, aside }),
    },
    {
      name: 'sealing of files',
      count: () => countPlainFiles(query),
      seal: course => sealPlainFiles(context, { ...course, left }),
    },
  ];
  const works = kinds.map(kind =>
    repeat(ending => sealInTurn(context, kind, { yieldToPosts, ending }), {
      every: lookEvery,
      onError: error => context.log.error({ error }, `${kind.name} failed, and will be tried again`),
    }),
  );
  return {
    start() {
      for (const work of works) work.start();
    },
    async stop() {
      await Promise.all(works.map(work => work.stop()));
    },
  };
}

type Surroundings = { yieldToPosts: () => Promise<void>; ending: AbortSignal };

async function sealInTurn(
  context: SealingContext,
  { name, count, seal }: Kind,
  { yieldToPosts, ending }: Surroundings,
): Promise<void> {
  if (!(await context.maySeal()) || (await count()) === 0) return;
  const now = context.clock();
  if (!(await takeTurn(context.database, { name, every: TURN, now }))) return;
  const lost = new AbortController();
  const signal = AbortSignal.any([ending, lost.signal]);
  const rest = createRest(yieldToPosts, signal);
  const held = createHeldTurn(context, { name, since: now });
  const turn = async () => {
    await rest();
    if (!(await held.renew())) lost.abort();
  };
  await seal({ signal, turn });
}
