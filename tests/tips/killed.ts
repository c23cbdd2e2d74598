import type { Context } from '../../src/context.ts';

class Killed extends Error {
  override name = 'Killed';
}

/** The same desk in a process that is killed at this step: before what it writes is kept, or behind that. */
function dyingAt(desk: Context, step: number): Context {
  const { database } = desk;
  let writes = 0;
  const next = () => {
    const [before, after] = [step === writes, step === writes + 1];
    writes += 2;
    return { before, after };
  };
  const write: typeof database.write = async work => {
    const { before, after } = next();
    const written = await database.write(async trx => {
      const done = await work(trx);
      if (before) throw new Killed();
      return done;
    });
    if (after) throw new Killed();
    return written;
  };
  const insertTip: typeof database.insertTip = async tip => {
    const { before, after } = next();
    const claim: typeof tip.claim = async trx => {
      await tip.claim?.(trx);
      throw new Killed();
    };
    const number = await database.insertTip(before ? { ...tip, claim } : tip);
    if (after) throw new Killed();
    return number;
  };
  return { ...desk, database: { ...database, write, insertTip } };
}

/** Done by one process after the other, each killed one step later than the one before, until one lives. */
export async function killedAtEach(
  desk: Context,
  act: (desk: Context) => Promise<unknown>,
  check: () => Promise<void>,
): Promise<{ end: unknown; deaths: number }> {
  for (let step = 0; ; step += 1) {
    const end = await act(dyingAt(desk, step)).catch((error: unknown) => error);
    await check();
    if (!(end instanceof Killed)) return { end, deaths: step };
  }
}
