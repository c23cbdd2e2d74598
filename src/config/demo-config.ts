import { type Config, readConfig, WrongSettings } from './config.ts';
import { isName, type Name } from './settings.ts';

/** Made, so that nothing of it can be taken for a newsroom's own. */
const NEWSROOM = {
  NEWSROOM_NAME: '보기뉴스 Demo News',
  NEWSROOM_INBOX: 'desk@news.example',
  MAIL_FROM: 'Jebo <jebo@news.example>',
  CHANNEL_PHONE: '02-000-0000',
  CHANNEL_MAIL: 'tips@news.example',
  CHANNEL_CHAT_NAME: '보기뉴스',
};

/**
 * Of the environment a demo takes the port alone: a mail server, a database or a place for files that is set belongs to a
 * real desk. `ignored`: what else is set.
 */
export function readDemoSettings(given = process.env): { port: number; ignored: Name[] } {
  const { port } = readConfig({ PORT: given['PORT'] });
  if (port === 0) throw new WrongSettings('PORT is "0" and must be one from 1 to 65535, for example: 3000');
  const set = Object.keys(given).filter(name => (given[name] ?? '').trim() !== '');
  return { port, ignored: set.filter(isName).filter(name => name !== 'PORT') };
}

/** A desk for this machine alone, with all that it has in this folder. */
export const demoConfig = (dataDir: string, port: number): Config =>
  readConfig({ ...NEWSROOM, HOST: '127.0.0.1', PORT: String(port), DATA_DIR: dataDir, DISK_RESERVE: '0' });
