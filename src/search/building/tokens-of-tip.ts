import { fold } from '../fold.ts';
import { addNumbers, addTokens, inClass } from '../tokens.ts';
import type { IndexedTip } from './tip-source.ts';

/** Each token of a tip's texts once. */
export function tokensOfTip({ texts }: IndexedTip): number[] {
  const tokens = new Set<number>();
  for (const { text, by, of } of texts()) {
    const add = (token: number) => tokens.add(inClass(token, of));
    const folded = fold(text);
    if (by === 'numbers') addNumbers(folded, add);
    else addTokens(folded, add);
  }
  return [...tokens];
}
