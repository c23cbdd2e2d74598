import { resolve } from 'node:path';
import { z } from 'zod';
import {
  channel,
  chatUrl,
  clamdUrl,
  colour,
  count,
  databaseUrl,
  email,
  host,
  inbox,
  type Mailbox,
  mailbox,
  optional,
  password,
  phone,
  secretKey,
  setting,
  size,
  smtpUrl,
  text,
  timeZone,
  webOrigin,
} from './setting-kinds.ts';

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

export const MINIMUM_PASSWORD_LENGTH = 10;

/** The settings that a person gave are wrong; the message names each one, its fault and a right example. */
export class WrongSettings extends Error {
  override name = 'WrongSettings';
}

export const settings = z.object({
  HOST: setting('127.0.0.1', host),
  PORT: setting('3000', count(65_535)),
  WORKERS: setting('1', count(64, 1)),
  PUBLIC_URL: optional(webOrigin, 'https://tips.example.kr'),
  DATA_DIR: setting('./data', text(1_000)),
  DATABASE_URL: optional(databaseUrl, 'postgres://jebo:password@localhost/jebo'),
  SECRET_KEY: optional(secretKey, 'what this prints: openssl rand -base64 32'),
  SMTP_URL: optional(smtpUrl, 'smtps://user:password@mail.example.kr'),
  MAIL_FROM: setting('Jebo <jebo@localhost>', mailbox, 'Tip desk <tips@example.kr>'),
  NEWSROOM_NAME: setting('YTN', text(100)),
  NEWSROOM_LANG: setting('ko', z.enum(['ko', 'en']).describe('ko or en')),
  TIME_ZONE: setting('Asia/Seoul', timeZone),
  NEWSROOM_INBOX: setting('social@ytn.co.kr', inbox, 'desk@example.kr, night@example.kr'),
  CHANNEL_PHONE: channel('02-398-8585', phone),
  CHANNEL_MAIL: channel('social@ytn.co.kr', email),
  CHANNEL_CHAT_NAME: channel('YTN', text(100)),
  CHANNEL_CHAT_URL: optional(chatUrl, 'https://pf.kakao.com/_example'),
  PRIVACY_CONTACT: optional(text(200), 'privacy@example.kr'),
  ACCENT: setting('#0b57d0', colour),
  MAIL_ATTACH_LIMIT: setting('10mb', size),
  UPLOAD_FILE_LIMIT: setting('2gb', size),
  UPLOAD_FILE_COUNT: setting('10', count(1_000)),
  UPLOAD_TOTAL_LIMIT: setting('10gb', size),
  DISK_RESERVE: setting('2gb', size),
  CLAMD_URL: optional(clamdUrl, 'tcp://127.0.0.1:3310'),
  TIP_LIMIT: setting('600', count(1_000_000)),
  ADMIN_EMAIL: optional(email, 'editor@example.kr'),
  ADMIN_PASSWORD: optional(password(MINIMUM_PASSWORD_LENGTH), 'a few words that nobody else would choose'),
  TRUST_PROXY: setting('0', count(10)),
  METRICS_TOKEN: optional(password(16), 'what this prints: openssl rand -hex 24'),
});

type Values = z.output<typeof settings>;
type Name = keyof Values;

const isName = (value: unknown): value is Name => typeof value === 'string' && value in settings.shape;

/** What a setting must be, and a right example of it. */
function told(name: Name): { must: string; example: string } {
  const { must, example } = settings.shape[name].meta() ?? {};
  return { must: String(must), example: String(example) };
}

/** These may carry a password, so a fault in them is told without their value. */
const secrets: ReadonlySet<Name> = new Set<Name>([
  'DATABASE_URL',
  'SECRET_KEY',
  'SMTP_URL',
  'ADMIN_PASSWORD',
  'METRICS_TOKEN',
]);

/** A setting that another one calls for: with the first set, the defaults for trying out will not do. */
const needs: readonly (readonly [Name, Name])[] = [
  ['SMTP_URL', 'NEWSROOM_INBOX'],
  ['SMTP_URL', 'MAIL_FROM'],
  ['SMTP_URL', 'PUBLIC_URL'],
  ['DATABASE_URL', 'SECRET_KEY'],
  ['ADMIN_EMAIL', 'ADMIN_PASSWORD'],
  ['ADMIN_PASSWORD', 'ADMIN_EMAIL'],
];

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
