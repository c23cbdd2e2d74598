import supertest from 'supertest';
import { type App, createApp } from '../../../src/app.ts';
import { openDatabase } from '../../../src/db/open.ts';
import { createLog } from '../../../src/log.ts';
import { whenDone } from '../../support/cleanup.ts';
import { createClock } from '../../support/clock.ts';
import { freshConfig } from '../../support/fresh-config.ts';
import type { Settings } from '../../support/settings.ts';

export type Desk = { app: App; url: string; request: ReturnType<typeof supertest> };

export type Desks = Awaited<ReturnType<typeof createDesks>>;

/** Two whole desks, started at once on one empty database and one data folder, as two processes are. */
export async function createDesks(settings: Settings = {}) {
  const { dataDir, smtp, config } = await freshConfig(settings, { migrated: false });
  const clock = createClock();
  const log: string[] = [];
  const startDesk = async (): Promise<Desk> => {
    const app = await createApp(config, { clock, log: createLog(line => log.push(line)) });
    whenDone(() => app.stop());
    const url = `http://127.0.0.1:${await app.start()}`;
    await app.settled();
    await app.welcome();
    return { app, url, request: supertest(url) };
  };
  const [first, second] = await Promise.all([startDesk(), startDesk()]);
  const database = await openDatabase(config.database, dataDir);
  whenDone(() => database.close());
  return { first, second, startDesk, config, database, clock, smtp, dataDir, log };
}
