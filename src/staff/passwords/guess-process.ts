import { z } from 'zod';
import { guessableBy } from './guessable.ts';

const asked = z.object({ password: z.string(), email: z.string() });

/** What `guessableApart` starts. Nothing of it goes on a command line, which everybody on the machine could read. */
process.once('message', message => {
  const { password, email } = asked.parse(message);
  process.send?.(guessableBy(password, email));
});
