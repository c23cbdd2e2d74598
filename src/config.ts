import { resolve } from 'node:path';
import bytes from 'bytes';
import { z } from 'zod';

/** Every setting of a desk, read once at the start. Sizes are in bytes. */
export type Config = {
  host: string;
  port: number;
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
  admin: { email: string; password: string } | null;
  trustProxy: number;
};

export type Mailbox = { name: string; address: string };

export const MINIMUM_PASSWORD_LENGTH = 10;

/** The settings that a person gave are wrong; the message names each one, its fault and a right example. */
export class WrongSettings extends Error {
  override name = 'WrongSettings';
}

/** An address that any mail server takes: one, in ASCII; `localhost` is for trying out. */
const email = z.union([z.email().regex(/^[\x21-\x7e]+$/), z.string().regex(/^[\w.+-]+@localhost$/)]);

const mailbox = z.string().transform((value, context): Mailbox => {
  const [, name = '', inBrackets] = /^"?([^"<>\r\n]*?)"?\s*<([^<>]+)>$/.exec(value) ?? [];
  const address = email.safeParse(inBrackets ?? value);
  if (address.success) return { name, address: address.data };
  context.addIssue({ code: 'custom' });
  return z.NEVER;
});

const size = z.string().transform((value, context) => {
  const parsed = /^\d/.test(value) ? bytes.parse(value) : null;
  if (parsed !== null) return parsed;
  context.addIssue({ code: 'custom' });
  return z.NEVER;
});

const count = (most: number) => z.string().regex(/^\d{1,9}$/).transform(Number).pipe(z.number().max(most));

const webOrigin = z
  .url({ protocol: /^https?$/ })
  .refine(value => new URL(value).pathname === '/' && !/[?#]/.test(value))
  .transform(value => new URL(value).origin);

const timeZone = z.string().refine(zone => zone === 'UTC' || Intl.supportedValuesOf('timeZone').includes(zone));

const secretKey = z
  .base64()
  .transform(value => Buffer.from(value, 'base64'))
  .refine(key => key.length === 32);

const inbox = z
  .string()
  .transform(value => value.split(',').map(part => part.trim()).filter(Boolean))
  .pipe(z.array(email).min(1));

const databaseUrl = z.url({ protocol: /^postgres(ql)?$/, hostname: /.*/ });
const smtpUrl = z.url({ protocol: /^smtps?$/, hostname: /.+/ });
const chatUrl = z.url({ protocol: /^https$/ });

/** A setting left empty is not set: it is read as its default. */
const setting = <T extends z.ZodType>(fallback: string, schema: T, example: string = fallback) =>
  z.preprocess(value => (typeof value === 'string' && value.trim()) || fallback, schema).meta({ example });

/** A setting that has no default: null when it is empty. */
const optional = <T extends z.ZodType>(schema: T, example: string) =>
  setting('', z.union([z.literal('').transform(() => null), schema]), example);

/** A channel has a default for trying out; given as empty, it is hidden from readers. */
const channel = <T extends z.ZodType>(fallback: string, schema: T) =>
  z
    .preprocess(
      value => (typeof value === 'string' ? value.trim() : fallback),
      z.union([z.literal('').transform(() => null), schema]),
    )
    .meta({ example: fallback });

const settings = z.object({
  HOST: setting('127.0.0.1', z.string().regex(/^[\w.:-]+$/)),
  PORT: setting('3000', count(65_535)),
  PUBLIC_URL: optional(webOrigin, 'https://tips.example.kr'),
  DATA_DIR: setting('./data', z.string()),
  DATABASE_URL: optional(databaseUrl, 'postgres://jebo:password@localhost/jebo'),
  SECRET_KEY: optional(secretKey, 'what this prints: openssl rand -base64 32'),
  SMTP_URL: optional(smtpUrl, 'smtps://user:password@mail.example.kr'),
  MAIL_FROM: setting('Jebo <jebo@localhost>', mailbox, 'Tip desk <tips@example.kr>'),
  NEWSROOM_NAME: setting('YTN', z.string().max(100)),
  NEWSROOM_LANG: setting('ko', z.enum(['ko', 'en'])),
  TIME_ZONE: setting('Asia/Seoul', timeZone),
  NEWSROOM_INBOX: setting('social@ytn.co.kr', inbox, 'desk@example.kr, night@example.kr'),
  CHANNEL_PHONE: channel('02-398-8585', z.string().regex(/\d/).max(40)),
  CHANNEL_MAIL: channel('social@ytn.co.kr', email),
  CHANNEL_CHAT_NAME: channel('YTN', z.string().max(100)),
  CHANNEL_CHAT_URL: optional(chatUrl, 'https://pf.kakao.com/_example'),
  PRIVACY_CONTACT: optional(z.string().max(200), 'privacy@example.kr'),
  ACCENT: setting('#0b57d0', z.string().regex(/^#[0-9a-f]{6}$/i)),
  MAIL_ATTACH_LIMIT: setting('10mb', size),
  UPLOAD_FILE_LIMIT: setting('2gb', size),
  UPLOAD_FILE_COUNT: setting('10', count(1_000)),
  UPLOAD_TOTAL_LIMIT: setting('10gb', size),
  DISK_RESERVE: setting('2gb', size),
  TIP_LIMIT: setting('600', count(1_000_000)),
  ADMIN_EMAIL: optional(email, 'editor@example.kr'),
  ADMIN_PASSWORD: optional(z.string().min(MINIMUM_PASSWORD_LENGTH), `at least ${MINIMUM_PASSWORD_LENGTH} characters`),
  TRUST_PROXY: setting('0', count(10)),
});

type Values = z.output<typeof settings>;
type Name = keyof Values;

const isName = (value: unknown): value is Name => typeof value === 'string' && value in settings.shape;
const rightExample = (name: Name) => String(settings.shape[name].meta()?.['example']);

/** These may carry a password, so a fault in them is told without their value. */
const secrets: ReadonlySet<Name> = new Set<Name>(['DATABASE_URL', 'SECRET_KEY', 'SMTP_URL', 'ADMIN_PASSWORD']);

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
 * Reads the environment; the only reader of `process.env`.
 * @throws {WrongSettings} naming every wrong setting at once, never a secret's value.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const isSet = (name: Name) => (env[name] ?? '').trim() !== '';
  const parsed = settings.safeParse(env);
  const wrong = new Set((parsed.error?.issues ?? []).map(issue => issue.path[0]).filter(isName));
  const value = (name: Name) => (secrets.has(name) ? 'what it is now' : JSON.stringify(env[name]));
  const missing = needs.filter(([because, name]) => isSet(because) && !isSet(name));

  if (parsed.success && missing.length === 0) return toConfig(parsed.data);
  throw new WrongSettings(
    [
      'These settings are wrong:',
      ...[...wrong].map(name => `  ${name} cannot be ${value(name)}. Right is, for example: ${rightExample(name)}`),
      ...missing.map(([because, name]) => `  ${name} must be set, because ${because} is. Right is, for example: ${rightExample(name)}`),
    ].join('\n'),
  );
}

function toConfig(v: Values): Config {
  return {
    host: v.HOST,
    port: v.PORT,
    publicUrl: v.PUBLIC_URL ?? `http://localhost:${v.PORT}`,
    dataDir: resolve(v.DATA_DIR),
    database: v.DATABASE_URL === null ? { engine: 'sqlite' } : { engine: 'postgres', url: v.DATABASE_URL },
    secretKey: v.SECRET_KEY,
    smtpUrl: v.SMTP_URL,
    mailFrom: v.MAIL_FROM,
    newsroom: { name: v.NEWSROOM_NAME, lang: v.NEWSROOM_LANG, timeZone: v.TIME_ZONE, inbox: [...new Set(v.NEWSROOM_INBOX)] },
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
    admin: v.ADMIN_EMAIL !== null && v.ADMIN_PASSWORD !== null ? { email: v.ADMIN_EMAIL, password: v.ADMIN_PASSWORD } : null,
    trustProxy: v.TRUST_PROXY,
  };
}
