import { z } from 'zod';
import type { Query, Write } from '../../../db/database.ts';
import { holdFact, READY_ANSWERS, readFact, writeFact } from '../../../db/desk-facts.ts';
import type { Lang } from '../../../i18n/lang.ts';

/** A text of the newsroom's own for what is often answered. In a language that it lacks it is empty. */
export type ReadyAnswer = {
  id: string;
  version: number;
  name: string;
  texts: Readonly<Record<Lang, string>>;
};

/** With a newer version's languages, which this one hands on. */
const kept = z.array(
  z.object({
    ...{ id: z.string(), version: z.int(), name: z.string() },
    texts: z.record(z.string(), z.string()),
  }),
);
export type KeptAnswer = z.output<typeof kept>[number];

/** All of them, in the order in which they are offered. */
export const loadReadyAnswers = async (query: Query | Write): Promise<ReadyAnswer[]> =>
  parse(await readFact(query, READY_ANSWERS)).map(toReadyAnswer);

const toReadyAnswer = ({ texts, ...answer }: KeptAnswer): ReadyAnswer => ({
  ...answer,
  texts: { ko: texts['ko'] ?? '', en: texts['en'] ?? '' },
});

/** Nobody else changes them until the transaction ends. */
export async function holdReadyAnswers(trx: Write): Promise<KeptAnswer[]> {
  await holdFact(trx, READY_ANSWERS);
  return parse(await readFact(trx, READY_ANSWERS));
}

export const keepReadyAnswers = (trx: Write, answers: readonly KeptAnswer[]): Promise<void> =>
  writeFact(trx, READY_ANSWERS, JSON.stringify(answers));

/** @throws where what stands there is none of ours: it is not to be overwritten as if there were none. */
const parse = (fact: string | null): KeptAnswer[] =>
  fact === null || fact === '' ? [] : kept.parse(JSON.parse(fact));
