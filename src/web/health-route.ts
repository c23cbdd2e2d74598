import { Router } from 'express';
import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import type { FileStore } from '../files/store.ts';
import type { Log } from '../log.ts';

/** 200 only while the database answers and can be written, and so can a file. */
export function healthRoute(database: Database, files: FileStore, log: Log): Router {
  return Router().get('/healthz', async (_request, response) => {
    response.set('Cache-Control', 'no-store').type('text/plain');
    try {
      await database.write(trx => sql`select 1`.execute(trx));
      await files.check();
      response.send('ok\n');
    } catch (error) {
      log.error({ error }, 'the desk is not well');
      response.status(503).send('not well\n');
    }
  });
}
