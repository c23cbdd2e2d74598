/** Letters of a tag, in code points. */
export const TAG_LIMIT = 40;

/** So many a tip has at most. */
export const TAGS_OF_TIP = 20;

/** Two names that differ in no more than case or width of letters are one. */
export const foldName = (name: string): string => name.normalize('NFKC').toLowerCase().normalize('NFC');

export const isSameName = (one: string, other: string): boolean => foldName(one) === foldName(other);
