import type { Router } from 'express';
import type { Context } from '../../context.ts';
import { DatabaseAway } from '../../db/troubles.ts';
import { createRouter } from './router.ts';

/** 200 only while this version may serve, the database answers and can be written, and so can a file. */
export function healthRoute({ database, files, life, log, unopened }: Context): Router {
  return createRouter().get('/healthz', async (_request, response) => {
    response.set('Cache-Control', 'no-store').type('text/plain');
    if (life.tooOld() !== null) return void response.status(503).send('a newer version is needed\n');
    try {
      await database.check();
      await files.check();
      // It takes tips all the same; what is damaged needs a person.
      response.send(unopened() === 0 ? 'ok\n' : `ok\ndid not open since the start: ${unopened()}\n`);
    } catch (error) {
      // Who asks the database logs once that it is away.
      if (!(error instanceof DatabaseAway)) log.error({ error }, 'the desk is not well');
      response.status(503).send('not well\n');
    }
  });
}
