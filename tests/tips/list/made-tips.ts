import { randomBytes } from 'node:crypto';
import type { Context } from '../../../src/context.ts';
import { newTipSeal } from '../../../src/crypto/masters.ts';
import { newTip } from '../../../src/tips/intake/new-tip.ts';
import type { Submission } from '../../../src/tips/intake/submission.ts';

/** Numbers by chance, and the same each time. From 0 to below `below`. */
export function createChance(seed: number) {
  let state = seed;
  const chance = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return { chance, oneOf: <T>(all: readonly [T, ...T[]]): T => all[chance(all.length)] ?? all[0] };
}

export const KOREAN = [
  ...([
    '화재',
    '대형화재',
    '대형 화재',
    '화재현장',
    '침수',
    '정전',
    '갑질',
    '싱크홀',
    '영화',
    '재난',
  ] as const),
  ...([
    '소방서',
    '소방관이',
    '강남역',
    '서울시',
    '대구시',
    '불',
    '꿩',
    '연기가 나요',
    '영화재단',
    'ㅋㅋㅋ',
  ] as const),
] as const;
const ENGLISH = ['fire', 'Firefighter', 'flood', 'École', 'power cut', 'the', 'station', 'B2B'] as const;
const PHONES = [
  '010-1234-5678',
  '+82 10 9876 5432',
  '02-398-8585',
  '01055556666',
  '119',
  '2024.11.28',
] as const;

/** What it does not say is as nothing was said. */
export type MadeTip = Partial<Submission> & Pick<Submission, 'message'>;

/** One of ten is English. */
export function makeTip({ chance, oneOf }: ReturnType<typeof createChance>) {
  const words = chance(10) === 0 ? ENGLISH : KOREAN;
  const message = Array.from({ length: 3 + chance(8) }, () => {
    if (chance(12) === 0) return oneOf(PHONES);
    const word = chance(4) === 0 ? `${oneOf(words)}${oneOf(KOREAN)}` : oneOf(words);
    return chance(20) === 0 ? word.normalize('NFD').toUpperCase() : word;
  }).join(chance(6) === 0 ? '\n' : ' ');
  return { message, place: oneOf(KOREAN), name: chance(5) === 0 ? oneOf(KOREAN) : null };
}

const AT_ONCE = 200;

/** Keeps them as the desk does. Gives their numbers. */
export async function keepTips(
  { database, masters, settings, clock }: Context,
  tips: readonly MadeTip[],
): Promise<number[]> {
  const numbers: number[] = [];
  for (let at = 0; at < tips.length; at += AT_ONCE) {
    const some = tips.slice(at, at + AT_ONCE).map(tip => {
      const rest = { files: [], earliestTurn: null, inbox: ['desk@newsroom.example'] };
      const receiptHash = randomBytes(32).toString('hex');
      const sealing = { masters, tipSeal: newTipSeal(masters), receiptHash };
      const submission = { ...NOTHING, ...tip };
      return newTip({ ...rest, ...sealing, settings, submission, now: clock() }, null);
    });
    const kept = await Promise.all(some.map(tip => database.insertTip(tip)));
    numbers.push(...kept.filter(number => number !== null));
  }
  return numbers;
}

const NOTHING: Submission = {
  ...{ channel: 'form', id: null, lang: 'ko', message: '', title: null, place: null, name: null },
  ...{ happened: null, article: null, topic: null, contacts: [] },
  ...{ consentContact: false, consentMedia: false, age14: null, byHand: null },
};
