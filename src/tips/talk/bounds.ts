import type { Config } from '../../config/config.ts';
import type { Write } from '../../db/database.ts';
import { Refusal } from '../../errors.ts';
import { isFromReader } from '../from-reader.ts';

/** Nobody reads more of one tip, and each page of it opens all of them. */
export const MOST_MESSAGES = 200;
/** As they are kept: at least two million letters, however they are written. */
const MOST_LETTERS = 8_000_000;
/** So many times the files that one message may have. */
const MESSAGES_OF_FILES = 5;

type Bounds = {
  number: number;
  direction: 'in' | 'out';
  files: number;
  limits: Pick<Config['limits'], 'fileCount'>;
};

/**
 * Of a talk that is held. Each side has bounds of its own: who writes much leaves the other its room. `files`: so many come along.
 * @throws {Refusal} `talk-full` where it holds too much already.
 */
export async function refuseFull(trx: Write, { number, direction, files, limits }: Bounds): Promise<void> {
  const said = await trx
    .selectFrom('messages')
    .select(({ fn }) => [
      fn.countAll<number>().as('count'),
      fn.sum<number | null>(fn('length', [fn.coalesce('sealed', 'body')])).as('letters'),
    ])
    .where('tip', '=', number)
    .where('direction', '=', direction)
    .executeTakeFirstOrThrow();
  const kept = await trx
    .selectFrom('files')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('tip', '=', number)
    .where(({ not }) => (direction === 'in' ? isFromReader : not(isFromReader)))
    .executeTakeFirstOrThrow();
  const isFull =
    said.count >= MOST_MESSAGES ||
    Number(said.letters ?? 0) >= MOST_LETTERS ||
    (files > 0 && kept.count + files > MESSAGES_OF_FILES * limits.fileCount);
  if (isFull) throw new Refusal({ code: 'talk-full' });
}
