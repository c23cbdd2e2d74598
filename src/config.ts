import { resolve } from 'node:path';
import type { Mailbox } from './setting-kinds.ts';
import { isName, type Name, needs, secrets, settings, told, type Values } from './settings.ts';

/** Every setting of a desk, read once at the start. Sizes are in bytes. */
export type Config = {
  host: string;
  port: number;
  /** Processes that share one PostgreSQL and one port, as asked for: on SQLite there is one. */
  workers: number;
  /** How the world reaches us: no path, no slash at the end. */
  publicUrl: string;
  dataDir: string;
  database: { engine: 'sqlite' } | { engine: 'postgres'; url: string };
  /** Where files are. On a disk it is the data folder; `credentials` are null where S3's own client is to look for them. */
  files:
    | { kept: 'disk' }
    | {
        kept: 's3';
        bucket: string;
        /** Null: Amazon's own. */
        endpoint: string | null;
        region: string;
        credentials: { accessKeyId: string; secretAccessKey: string } | null;
      };
  /** 32 bytes, or null: made once in the data folder. */
  secretKey: Buffer | null;
  /** Null: mails are kept as files in the data folder. */
  smtpUrl: string | null;
  mailFrom: Mailbox;
  newsroom: { name: string; lang: 'ko' | 'en'; timeZone: string; inbox: string[] };
  /** What readers are shown; an empty setting is null and is not shown. */
  contacts: { phone: string | null; mail: string | null; chat: { name: string; url: string | null } | null };
  privacyContact: string;
  accent: string;
  limits: {
    mailAttach: number;
    fileSize: number;
    fileCount: number;
    fileTotal: number;
    diskReserve: number;
    tipsAnHour: number;
  };
  /** Null: files are not scanned. */
  clamdUrl: string | null;
  admin: { email: string; password: string } | null;
  trustProxy: number;
  /** Null: there is no `/metrics`. */
  metricsToken: string | null;
};

/** The settings that a person gave are wrong; the message names each one, its fault and a right example. */
export class WrongSettings extends Error {
  override name = 'WrongSettings';
}

/**
 * Reads the environment, of which it is the only reader; `args` stand above it.
 * @throws {WrongSettings} naming every wrong setting at once, never a secret's value.
 */
export function readConfig(given = process.env, args: { WORKERS?: string } = {}): Config {
  const env: NodeJS.ProcessEnv = { ...given, ...args };
  const isSet = (name: Name) => (env[name] ?? '').trim() !== '';
  const parsed = settings.safeParse(env);
  const wrong = new Set((parsed.error?.issues ?? []).map(issue => issue.path[0]).filter(isName));
  const missing = needs.filter(([because, name]) => isSet(because) && !isSet(name));

  if (parsed.success && missing.length === 0) return toConfig(parsed.data);
  const is = (name: Name) => (secrets.has(name) ? '' : ` is ${JSON.stringify(env[name])} and`);
  throw new WrongSettings(
    [
      'These settings are wrong:',
      ...[...wrong].map(
        name => `  ${name}${is(name)} must be ${told(name).must}, for example: ${told(name).example}`,
      ),
      ...missing.map(
        ([because, name]) =>
          `  ${name} must be set, because ${because} is, for example: ${told(name).example}`,
      ),
    ].join('\n'),
  );
}

function toConfig(v: Values): Config {
  return {
    host: v.HOST,
    port: v.PORT,
    workers: v.WORKERS,
    publicUrl: v.PUBLIC_URL ?? `http://localhost:${v.PORT}`,
    dataDir: resolve(v.DATA_DIR),
    database: v.DATABASE_URL === null ? { engine: 'sqlite' } : { engine: 'postgres', url: v.DATABASE_URL },
    files: filesOf(v),
    secretKey: v.SECRET_KEY,
    smtpUrl: v.SMTP_URL,
    mailFrom: v.MAIL_FROM,
    newsroom: {
      name: v.NEWSROOM_NAME,
      lang: v.NEWSROOM_LANG,
      timeZone: v.TIME_ZONE,
      inbox: [...new Set(v.NEWSROOM_INBOX)],
    },
    contacts: {
      phone: v.CHANNEL_PHONE,
      mail: v.CHANNEL_MAIL,
      chat: v.CHANNEL_CHAT_NAME === null ? null : { name: v.CHANNEL_CHAT_NAME, url: v.CHANNEL_CHAT_URL },
    },
    privacyContact: v.PRIVACY_CONTACT ?? v.CHANNEL_MAIL ?? v.CHANNEL_PHONE ?? v.NEWSROOM_NAME,
    accent: v.ACCENT,
    limits: {
      mailAttach: v.MAIL_ATTACH_LIMIT,
      fileSize: v.UPLOAD_FILE_LIMIT,
      fileCount: v.UPLOAD_FILE_COUNT,
      fileTotal: v.UPLOAD_TOTAL_LIMIT,
      diskReserve: v.DISK_RESERVE,
      tipsAnHour: v.TIP_LIMIT,
    },
    clamdUrl: v.CLAMD_URL,
    admin:
      v.ADMIN_EMAIL !== null && v.ADMIN_PASSWORD !== null
        ? { email: v.ADMIN_EMAIL, password: v.ADMIN_PASSWORD }
        : null,
    trustProxy: v.TRUST_PROXY,
    metricsToken: v.METRICS_TOKEN,
  };
}

function filesOf(v: Values): Config['files'] {
  if (v.FILES_URL === null) return { kept: 'disk' };
  const [accessKeyId, secretAccessKey] = [v.AWS_ACCESS_KEY_ID, v.AWS_SECRET_ACCESS_KEY];
  const credentials =
    accessKeyId !== null && secretAccessKey !== null ? { accessKeyId, secretAccessKey } : null;
  return { kept: 's3', ...v.FILES_URL, credentials };
}
