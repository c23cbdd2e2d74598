/** Types of our own making, each of which a browser draws, and the endings of their names. */
const ENDINGS = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'image/gif': '.gif',
} as const;

export type MadeType = keyof typeof ENDINGS;

const isMade = (type: string): type is MadeType => Object.hasOwn(ENDINGS, type);

/** The ending of a picture that we made; null when it is of no type that we make. */
export const endingOfMade = (type: string): string | null => (isMade(type) ? ENDINGS[type] : null);

/** Types that can be decoded, and the type of the copy. */
const COPIES: Readonly<Record<string, MadeType>> = {
  'image/jpeg': 'image/jpeg',
  'image/png': 'image/png',
  'image/apng': 'image/png',
  'image/gif': 'image/gif',
  'image/webp': 'image/webp',
  'image/avif': 'image/jpeg',
  'image/tiff': 'image/jpeg',
  'image/heic': 'image/jpeg',
  'image/heif': 'image/jpeg',
  'image/heic-sequence': 'image/jpeg',
  'image/heif-sequence': 'image/jpeg',
};

/** The type of the copy of such a file; null for what is no picture. The type may be a stranger's word. */
export const copyTypeOf = (type: string): MadeType | null =>
  Object.hasOwn(COPIES, type) ? (COPIES[type] ?? null) : null;

export const isPicture = (type: string): boolean => copyTypeOf(type) !== null;
