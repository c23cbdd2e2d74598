import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { extname, join } from 'node:path';
import { z } from 'zod';
import { GUESSABLE, type Guessable } from '../../errors.ts';

/** As this very file runs: from its TypeScript, or built. */
const entry = join(import.meta.dirname, `guess-process${extname(import.meta.filename)}`);

const answer = z.enum(GUESSABLE).nullable();

/**
 * As `guessableBy`, in a process of its own that ends with the answer: its lists take twenty megabytes that nobody needs
 * afterwards (a thread would not give them back), and nobody else waits while it looks.
 */
export async function guessableApart(password: string, email: string): Promise<Guessable | null> {
  const child = fork(entry, { env: {}, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  try {
    child.send({ password, email });
    const [why] = await Promise.race([once(child, 'message'), endOf(child)]);
    return answer.parse(why);
  } finally {
    child.kill();
  }
}

/** One that ends without an answer has none to wait for. */
async function endOf(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new Error(`the look at a password ended with ${code}`);
}
