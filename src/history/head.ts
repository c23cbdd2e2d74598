import type { Query, Write } from '../db/database.ts';

/** The end of the chain at some time. Kept elsewhere, it shows later that nothing before it was rewritten or cut off. */
export type Head = { place: number; proof: string };

/** Null where nothing is chained yet. */
export async function readHead(query: Query | Write): Promise<Head | null> {
  const last = query.selectFrom('history_chain').select(['place', 'proof']).orderBy('place', 'desc').limit(1);
  return (await last.executeTakeFirst()) ?? null;
}

/** As it is shown and typed in again. */
export const formatHead = ({ place, proof }: Head): string => `${place}.${proof}`;

const FORMAT = /^(\d{1,15})\.([\w-]{43})$/;

/** A mail program may have broken it into lines, or put in places where it may be. */
const BETWEEN = /[\s\u00AD\u200B\u2060]+/g;

/** Null where it is none. */
export function parseHead(text: string): Head | null {
  const [, place, proof] = FORMAT.exec(text.replace(BETWEEN, '')) ?? [];
  return place === undefined || proof === undefined ? null : { place: Number(place), proof };
}
