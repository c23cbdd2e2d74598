import { type Config, readConfig } from '../../src/config/config.ts';
import { freshFilesSettings } from './buckets.ts';
import { freshSettings } from './databases.ts';
import { databaseSettings, type Settings, smtpSettings } from './settings.ts';
import { createSmtpPeer } from './smtp.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A desk under test: a data folder, a mail server, and an empty database and place for files. `migrated`: as `freshSettings`. */
export async function freshConfig(settings: Settings, { migrated = true } = {}) {
  const dataDir = await temporaryFolder();
  const smtp = await createSmtpPeer();
  const config: Config = readConfig({
    PORT: '0',
    DATA_DIR: dataDir,
    DISK_RESERVE: '0',
    ...databaseSettings(await freshSettings({ migrated, dataDir })),
    ...(await freshFilesSettings()),
    ...smtpSettings(smtp, 'http://tips.newsroom.example'),
    ...settings,
  });
  return { dataDir, smtp, config };
}
