import { StoreAway } from '../store.ts';

/** No object has this key; named as the system names it of a file. */
class NoSuchObject extends Error {
  override name = 'NoSuchObject';
  readonly code = 'ENOENT';

  constructor() {
    super('ENOENT: no such object');
  }
}

export const isNamed = (error: unknown, name: string): boolean =>
  error instanceof Error && error.name === name;

/**
 * What S3 answers.
 * @throws {StoreAway} when it does not, or refuses; with ENOENT when it has no such object.
 */
export const answerOf = <T>(answer: Promise<T>): Promise<T> =>
  answer.catch((error: unknown) => {
    throw toError(error);
  });

/** The same for what comes bit by bit. */
export async function* answersOf<T>(answers: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* answers;
  } catch (error) {
    throw toError(error);
  }
}

function toError(error: unknown): Error {
  if (isNamed(error, 'NoSuchKey') || isNamed(error, 'NotFound')) return new NoSuchObject();
  return new StoreAway(nameOf(error), { cause: error });
}

/** In S3's own word, or in the system's where nobody answered. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** @throws {StoreAway} when the answer lacks what S3 promises. */
export function required<T>(value: T | undefined): T {
  if (value === undefined) throw new StoreAway('IncompleteAnswer');
  return value;
}
