import { z } from 'zod';
import { LANGS } from '../i18n/lang.ts';
import { databaseUrl } from './database-url.ts';
import { secretKey } from './secret-key.ts';
import {
  channel,
  chatUrl,
  checklist,
  clamdUrl,
  colour,
  count,
  days,
  email,
  filesUrl,
  host,
  inbox,
  languages,
  line,
  mailbox,
  onOrOff,
  optional,
  password,
  phone,
  setting,
  size,
  text,
  timeOfDay,
  timeZone,
  webOrigin,
  webPage,
  yesOrNo,
} from './setting-kinds.ts';
import { smtpUrl } from './smtp-url.ts';

export const MINIMUM_PASSWORD_LENGTH = 10;

/** Nothing is kept for ever: readers are told a time (PIPA art. 15(2)3), and when it is over it must go (art. 21). */
const LONGEST_KEPT_DAYS = 3_650;
/** Staff see what goes in the next so many days. */
const EARLIEST_NOTICE_DAYS = 30;

/** Which files ride in a mail: what harms nobody, and pictures as our copies; all as they came; none. */
const ATTACH = ['safe', 'all', 'none'] as const;
export type Attach = (typeof ATTACH)[number];

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
  NEWSROOM_NAME: setting('YTN', line(100)),
  NEWSROOM_LANG: setting('ko', z.enum(LANGS).describe(LANGS.join(' or '))),
  TIME_ZONE: setting('Asia/Seoul', timeZone),
  NEWSROOM_INBOX: setting('social@ytn.co.kr', inbox, 'desk@example.kr, night@example.kr'),
  DAILY_MAIL: setting('off', timeOfDay, '08:30'),
  LANGUAGES: setting(LANGS.join(','), languages, 'ko'),
  CHANNEL_PHONE: channel('02-398-8585', phone),
  CHANNEL_MAIL: channel('social@ytn.co.kr', email),
  CHANNEL_CHAT_NAME: channel('YTN', line(100)),
  CHANNEL_CHAT_URL: optional(chatUrl, 'https://pf.kakao.com/_example'),
  QUICK_EXIT_URL: setting('https://www.weather.go.kr/', webPage),
  PRIVACY_OFFICER: optional(text(200), 'Hong Gildong, data protection'),
  PRIVACY_CONTACT: optional(text(200), 'privacy@example.kr'),
  ACCENT: setting('#0b57d0', colour),
  CALL_RECORDINGS: setting('off', z.enum(['on', 'off']).describe('on, off')),
  CHECKLIST: optional(checklist, '원본을 봤어요 | 때와 곳이 맞아요'),
  SECOND_FACTOR: setting('optional', z.enum(['optional', 'required']).describe('optional or required')),
  SAFETY_FOLD: setting('closed', z.enum(['closed', 'open']).describe('closed or open')),
  FORM_HEADLINE_KO: optional(line(100), '여러분의 제보를 기다려요'),
  FORM_HEADLINE_EN: optional(line(100), 'Tell us what you saw'),
  FORM_LEAD_KO: optional(line(300), '사회부 기자가 모두 읽어요.'),
  FORM_LEAD_EN: optional(line(300), 'Our city desk reads every tip.'),
  FORM_HINT_KO: optional(line(300), '무엇을, 언제, 어디서 보았는지 적어 주세요.'),
  FORM_HINT_EN: optional(line(300), 'Tell us what, when and where.'),
  RECEIPT_LEAD_KO: optional(line(300), '고마워요. 사회부 기자가 읽을게요.'),
  RECEIPT_LEAD_EN: optional(line(300), 'Thank you. Our city desk will read it.'),
  DESK_HOURS_KO: optional(line(200), '평일 오전 9시부터 저녁 6시까지'),
  DESK_HOURS_EN: optional(line(200), 'weekdays from 9 to 18'),
  TELL_READ: setting('on', onOrOff),
  TELL_NAMES: setting('off', onOrOff, 'on'),
  TALK_AFTER_CLOSING: setting('30d', days(LONGEST_KEPT_DAYS)),
  MAIL_ATTACH: setting('safe', z.enum(ATTACH).describe(ATTACH.join(', '))),
  MAIL_ATTACH_LIMIT: setting('10mb', size),
  MAIL_CONTACTS: setting('on', onOrOff),
  UPLOAD_FILE_LIMIT: setting('2gb', size),
  UPLOAD_FILE_COUNT: setting('10', count(1_000)),
  UPLOAD_TOTAL_LIMIT: setting('10gb', size),
  DISK_RESERVE: setting('2gb', size),
  RETENTION_UNUSED: setting('90d', days(LONGEST_KEPT_DAYS)),
  RETENTION_OPEN: setting('365d', days(LONGEST_KEPT_DAYS)),
  RETENTION_USED: setting('365d', days(LONGEST_KEPT_DAYS)),
  RETENTION_WITHDRAWN: setting('7d', days(LONGEST_KEPT_DAYS)),
  RETENTION_NOTICE: setting('7d', days(EARLIEST_NOTICE_DAYS)),
  CLAMD_URL: optional(clamdUrl, 'tcp://127.0.0.1:3310'),
  TIP_LIMIT: setting('600', count(1_000_000)),
  ADMIN_EMAIL: optional(email, 'editor@example.kr'),
  ADMIN_PASSWORD: optional(password(MINIMUM_PASSWORD_LENGTH), 'a few words that nobody else would choose'),
  TRUST_PROXY: setting('0', count(10)),
  PROXY_KEEPS_NO_ADDRESSES: setting('no', yesOrNo, 'yes'),
  METRICS_TOKEN: optional(password(16), 'what this prints: openssl rand -hex 24'),
});

export type Values = z.output<typeof settings>;
export type Name = keyof Values;

export const isName = (value: unknown): value is Name => typeof value === 'string' && value in settings.shape;

/** What a setting must be, and a right example of it. */
export function requirementOf(name: Name): { must: string; example: string } {
  const { must, example } = settings.shape[name].meta() ?? {};
  return { must: String(must), example: String(example) };
}

/** These may carry a password, so a fault in them is reported without their value. */
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
