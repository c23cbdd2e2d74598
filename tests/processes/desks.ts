import supertest from 'supertest';
import { type App, createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/db/open.ts';
import { createLog } from '../../src/log.ts';
import { whenDone } from '../support/cleanup.ts';
import { createClock } from '../support/clock.ts';
import { freshSettings } from '../support/databases.ts';
import { databaseSettings, type Settings, smtpSettings } from '../support/settings.ts';
import { createSmtpPeer } from '../support/smtp.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

export type Desk = { app: App; url: string; request: ReturnType<typeof supertest> };

export type Desks = Awaited<ReturnType<typeof createDesks>>;

/** Two whole desks, started at once on one empty database and one data folder, as two processes are. */
export async function createDesks(settings: Settings = {}) {
  const dataDir = await temporaryFolder();
  const smtp = await createSmtpPeer();
  const config = readConfig({
    PORT: '0',
    DATA_DIR: dataDir,
    DISK_RESERVE: '0',
    ...databaseSettings(await freshSettings({ migrated: false })),
    ...smtpSettings(smtp, 'http://tips.newsroom.example'),
    ...settings,
  });
  const clock = createClock();
  const log: string[] = [];
  const startDesk = async (): Promise<Desk> => {
    const app = await createApp(config, { clock, log: createLog(line => log.push(line)) });
    whenDone(() => app.stop());
    const url = `http://127.0.0.1:${await app.start()}`;
    await app.welcome();
    return { app, url, request: supertest(url) };
  };
  const [first, second] = await Promise.all([startDesk(), startDesk()]);
  const database = await openDatabase(config.database, dataDir);
  whenDone(() => database.close());
  return { first, second, startDesk, database, clock, smtp, dataDir, log };
}
