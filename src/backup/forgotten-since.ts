import type { Snapshot } from '../db/snapshot.ts';

const PAGE = 1_000;

/** The numbers of tips that have been forgotten since the snapshot was taken. */
export async function forgottenSince({
  asItWas,
  asItIs,
}: Pick<Snapshot, 'asItWas' | 'asItIs'>): Promise<number[]> {
  const since: number[] = [];
  let after = 0;
  while (true) {
    const rows = await asItIs
      .selectFrom('tips')
      .select('number')
      .where('forgotten_at', 'is not', null)
      .where('number', '>', after)
      .orderBy('number')
      .limit(PAGE)
      .execute();
    const numbers = rows.map(({ number }) => number);
    if (numbers.length > 0) {
      const known = asItWas.selectFrom('tips').select('number').where('number', 'in', numbers);
      const wereKept = await known.where('forgotten_at', 'is', null).execute();
      since.push(...wereKept.map(({ number }) => number));
    }
    if (rows.length < PAGE) return since;
    after = numbers.at(-1) ?? after;
  }
}
