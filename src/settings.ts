import { z } from 'zod';
import {
  channel,
  chatUrl,
  clamdUrl,
  colour,
  count,
  databaseUrl,
  email,
  filesUrl,
  host,
  inbox,
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

export const MINIMUM_PASSWORD_LENGTH = 10;

/** Every setting of a desk: its default, what it may be, and a right example. */
export const settings = z.object({
  HOST: setting('127.0.0.1', host),
  PORT: setting('3000', count(65_535)),
  WORKERS: setting('1', count(64, 1)),
  PUBLIC_URL: optional(webOrigin, 'https://tips.example.kr'),
  DATA_DIR: setting('./data', text(1_000)),
  DATABASE_URL: optional(databaseUrl, 'postgres://jebo:password@localhost/jebo'),
  FILES_URL: optional(filesUrl, 's3://jebo-files?endpoint=https://s3.example.kr&region=kr-1'),
  AWS_ACCESS_KEY_ID: optional(text(200), 'AKIAIOSFODNN7EXAMPLE'),
  AWS_SECRET_ACCESS_KEY: optional(text(200), 'the secret that came with the access key'),
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

export type Values = z.output<typeof settings>;
export type Name = keyof Values;

export const isName = (value: unknown): value is Name => typeof value === 'string' && value in settings.shape;

/** What a setting must be, and a right example of it. */
export function told(name: Name): { must: string; example: string } {
  const { must, example } = settings.shape[name].meta() ?? {};
  return { must: String(must), example: String(example) };
}

/** These may carry a password, so a fault in them is told without their value. */
export const secrets: ReadonlySet<Name> = new Set<Name>([
  'DATABASE_URL',
  'FILES_URL',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'SECRET_KEY',
  'SMTP_URL',
  'ADMIN_PASSWORD',
  'METRICS_TOKEN',
]);

/** A setting that another one calls for: with the first set, the defaults for trying out will not do. */
export const needs: readonly (readonly [Name, Name])[] = [
  ['SMTP_URL', 'NEWSROOM_INBOX'],
  ['SMTP_URL', 'MAIL_FROM'],
  ['SMTP_URL', 'PUBLIC_URL'],
  ['DATABASE_URL', 'SECRET_KEY'],
  ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
  ['AWS_SECRET_ACCESS_KEY', 'AWS_ACCESS_KEY_ID'],
  ['ADMIN_EMAIL', 'ADMIN_PASSWORD'],
  ['ADMIN_PASSWORD', 'ADMIN_EMAIL'],
];
