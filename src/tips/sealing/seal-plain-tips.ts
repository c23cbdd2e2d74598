import type { Context } from '../../context.ts';
import type { Write } from '../../db/database.ts';
import { PLAIN_PAGES, writeFact } from '../../db/desk-facts.ts';
import { DatabaseAway } from '../../db/troubles.ts';
import { sealTips } from './seal-tips.ts';

/** Tips of one transaction, which others wait for: some ten milliseconds. One by one, each took twenty ways to PostgreSQL and back. */
const AT_ONCE = 40;
/** Milliseconds after which one that could not be sealed is tried again. */
const AGAIN_AFTER = 60 * 60_000;

/** By their numbers, when those were tried that could not be sealed: each would undo its batch. */
export type Aside = Map<number, number>;

type SealingContext = Pick<Context, 'database' | 'masters' | 'maySeal' | 'clock' | 'log'>;

type Sealing = { signal: AbortSignal; turn: () => Promise<void>; aside: Aside };

/** Seals what an older version has kept, batch by batch, until all is or `signal` is aborted. */
export async function sealPlainTips(context: SealingContext, sealing: Sealing): Promise<void> {
  const { signal, turn, aside } = sealing;
  for (let behind = 0; await context.maySeal(); ) {
    const tips = await plainBehind(context, behind);
    const last = tips.at(-1);
    if (last === undefined) return;
    await turn();
    if (signal.aborted) return;
    const due = tips.filter(tip => !isAside(aside.get(tip), context.clock()));
    if (due.length > 0) await sealBatch(context, aside, due);
    behind = last;
  }
}

const isAside = (triedAt: number | undefined, now: number) =>
  triedAt !== undefined && Math.abs(now - triedAt) < AGAIN_AFTER;

async function plainBehind({ database }: SealingContext, number: number): Promise<number[]> {
  const tips = await database.query
    .selectFrom('tips')
    .select('number')
    .where('headline', 'is not', null)
    .where('number', '>', number)
    .orderBy('number')
    .limit(AT_ONCE)
    .execute();
  return tips.map(tip => tip.number);
}

async function sealBatch(context: SealingContext, aside: Aside, tips: readonly number[]): Promise<void> {
  try {
    await context.database.write(trx => sealSome(trx, context, tips));
  } catch (error) {
    if (error instanceof DatabaseAway) throw error;
    await sealOneByOne(context, aside, tips);
  }
}

/** What one tip cannot be sealed for must not keep all others. */
async function sealOneByOne(context: SealingContext, aside: Aside, tips: readonly number[]): Promise<void> {
  const { database, clock, log } = context;
  for (const tip of tips) {
    await database
      .write(trx => sealSome(trx, context, [tip]))
      .catch(error => {
        if (error instanceof DatabaseAway) throw error;
        if (!aside.has(tip))
          log.error({ error, id: String(tip) }, 'a tip could not be sealed, and will be tried again');
        aside.set(tip, clock());
      });
  }
}

async function sealSome(
  trx: Write,
  { database: { engine }, masters, clock }: SealingContext,
  tips: readonly number[],
): Promise<void> {
  await sealTips(trx, { engine, masters }, tips);
  // In the same transaction, for what it seals leaves its words in older pages of the database's files. Behind the tips' rows, in
  // the order of all who hold one and write this: else two could wait for each other.
  await writeFact(trx, PLAIN_PAGES, String(clock()));
}
