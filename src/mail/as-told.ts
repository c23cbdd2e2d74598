import { isDeepStrictEqual } from 'node:util';
import type { Letter, Mailer } from './letter.ts';

/** While a mail waited for its turn, there came to be less to tell, or other things. */
class ToldOtherwise extends Error {
  override name = 'ToldOtherwise';
}

type Telling<Told> = {
  /** What may be told by now; null: nothing any more. */
  load(): Promise<Told | null>;
  compose(told: Told): Letter;
  signal: AbortSignal;
};

/** Sends what may be told when the mail's turn comes. Gives what was told; null where none was sent. */
export async function sendAsTold<Told>(
  mailer: Mailer,
  { load, compose, signal }: Telling<Told>,
): Promise<Told | null> {
  for (;;) {
    const told = await load();
    if (told === null) return null;
    const onTurn = async () => {
      if (!isDeepStrictEqual(await load(), told)) throw new ToldOtherwise();
    };
    try {
      await mailer.send(compose(told), signal, onTurn);
      return told;
    } catch (error) {
      if (!(error instanceof ToldOtherwise)) throw error;
    }
  }
}
