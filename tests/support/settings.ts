import type { Config } from '../../src/config/config.ts';
import type { SmtpPeer } from './smtp.ts';

/** The environment of a desk under test. */
export type Settings = Partial<Record<string, string>>;

export const databaseSettings = (database: Config['database']): Settings =>
  database.engine === 'sqlite'
    ? {}
    : { DATABASE_URL: database.url, SECRET_KEY: Buffer.alloc(32, 'a key for tests').toString('base64') };

/** For a test that breaks the disk itself, or looks at it: its files are there, wherever all others keep theirs. */
export const ON_DISK: Settings = { FILES_URL: '' };

/** A mail server calls for these settings too. */
export const smtpSettings = (peer: SmtpPeer, publicUrl: string): Settings => ({
  SMTP_URL: peer.url,
  NEWSROOM_INBOX: 'desk@newsroom.example',
  MAIL_FROM: 'Jebo <jebo@newsroom.example>',
  PUBLIC_URL: publicUrl,
});
