import bytes from 'bytes';
import { z } from 'zod';

export type Mailbox = { name: string; address: string };

export const MINIMUM_PASSWORD_LENGTH = 10;

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
  // `bytes` reads what it does not know, such as 10m, as so many bytes.
  const parsed = /^\d+(\.\d+)? ?([kmgt]?b)?$/i.test(value) ? bytes.parse(value) : null;
  if (parsed !== null) return parsed;
  context.addIssue({ code: 'custom' });
  return z.NEVER;
});

const count = (most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().max(most));

const webOrigin = z
  .url({ protocol: /^https?$/ })
  .refine(value => new URL(value).pathname === '/' && !/[?#@]/.test(value))
  .transform(value => new URL(value).origin);

const timeZone = z
  .string()
  .refine(zone => zone === 'UTC' || Intl.supportedValuesOf('timeZone').includes(zone));

const secretKey = z
  .base64()
  .transform(value => Buffer.from(value, 'base64'))
  .refine(key => key.length === 32);

const inbox = z
  .string()
  .transform(value =>
    value
      .split(',')
      .map(part => part.trim())
      .filter(Boolean),
  )
  .pipe(z.array(email).min(1));

const databaseUrl = z.url({ protocol: /^postgres(ql)?$/, hostname: /.*/ });
const smtpUrl = z.url({ protocol: /^smtps?$/, hostname: /.+/ });
const chatUrl = z.url({ protocol: /^https$/ });

/** A setting left empty is not set: it is read as its default. */
const setting = <T extends z.ZodType>(fallback: string, schema: T, must: string, example = fallback) =>
  z
    .preprocess(value => (typeof value === 'string' && value.trim()) || fallback, schema)
    .meta({ must, example });

/** A setting that has no default: null when it is empty. */
const optional = <T extends z.ZodType>(schema: T, must: string, example: string) =>
  setting('', z.union([z.literal('').transform(() => null), schema]), must, example);

/** A channel has a default for trying out; given as empty, it is hidden from readers. */
const channel = <T extends z.ZodType>(fallback: string, schema: T, must: string) =>
  z
    .preprocess(
      value => (typeof value === 'string' ? value.trim() : fallback),
      z.union([z.literal('').transform(() => null), schema]),
    )
    .meta({ must, example: fallback });

const aSize = 'a number of bytes, with kb, mb or gb where that is easier';
const aCount = (most: number) => `a whole number from 0 to ${most}`;
const anEmail = 'one e-mail address in plain letters';

/** Each setting: how it is read, its default, what it must be and a right example. */
export const settings = z.object({
  HOST: setting('127.0.0.1', z.string().regex(/^[\w.:-]+$/), 'a host name or an address to listen on'),
  PORT: setting('3000', count(65_535), aCount(65_535)),
  PUBLIC_URL: optional(webOrigin, 'http:// or https:// and a host, with no path', 'https://tips.example.kr'),
  DATA_DIR: setting('./data', z.string(), 'a folder'),
  DATABASE_URL: optional(databaseUrl, 'a postgres:// address', 'postgres://jebo:password@localhost/jebo'),
  SECRET_KEY: optional(secretKey, '32 bytes in base64', 'what this prints: openssl rand -base64 32'),
  SMTP_URL: optional(smtpUrl, 'an smtp:// or smtps:// address', 'smtps://user:password@mail.example.kr'),
  MAIL_FROM: setting(
    'Jebo <jebo@localhost>',
    mailbox,
    'a name and <one e-mail address>',
    'Tip desk <tips@example.kr>',
  ),
  NEWSROOM_NAME: setting('YTN', z.string().max(100), 'at most 100 letters'),
  NEWSROOM_LANG: setting('ko', z.enum(['ko', 'en']), 'ko or en'),
  TIME_ZONE: setting('Asia/Seoul', timeZone, 'the name of a time zone'),
  NEWSROOM_INBOX: setting(
    'social@ytn.co.kr',
    inbox,
    'one or more e-mail addresses with commas between',
    'desk@example.kr, night@example.kr',
  ),
  CHANNEL_PHONE: channel(
    '02-398-8585',
    z.string().regex(/\d/).max(40),
    'a phone number of at most 40 letters',
  ),
  CHANNEL_MAIL: channel('social@ytn.co.kr', email, anEmail),
  CHANNEL_CHAT_NAME: channel('YTN', z.string().max(100), 'at most 100 letters'),
  CHANNEL_CHAT_URL: optional(chatUrl, 'an https:// address', 'https://pf.kakao.com/_example'),
  PRIVACY_CONTACT: optional(z.string().max(200), 'at most 200 letters', 'privacy@example.kr'),
  ACCENT: setting('#0b57d0', z.string().regex(/^#[0-9a-f]{6}$/i), 'a colour of # and six hex digits'),
  MAIL_ATTACH_LIMIT: setting('10mb', size, aSize),
  UPLOAD_FILE_LIMIT: setting('2gb', size, aSize),
  UPLOAD_FILE_COUNT: setting('10', count(1_000), aCount(1_000)),
  UPLOAD_TOTAL_LIMIT: setting('10gb', size, aSize),
  DISK_RESERVE: setting('2gb', size, aSize),
  TIP_LIMIT: setting('600', count(1_000_000), aCount(1_000_000)),
  ADMIN_EMAIL: optional(email, anEmail, 'editor@example.kr'),
  ADMIN_PASSWORD: optional(
    z.string().min(MINIMUM_PASSWORD_LENGTH),
    `at least ${MINIMUM_PASSWORD_LENGTH} characters long`,
    'a few words that nobody else would choose',
  ),
  TRUST_PROXY: setting('0', count(10), aCount(10)),
});
