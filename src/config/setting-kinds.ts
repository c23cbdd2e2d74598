import bytes from 'bytes';
import { z } from 'zod';
import { email as address } from '../email.ts';
import { LANGS, type Lang } from '../i18n/lang.ts';
import { composed } from '../nfc.ts';

// What settings may be. Each description ends the sentence "It must be …", for whoever set it wrongly.

export type Mailbox = { name: string; address: string };

/** One that any mail server takes; `localhost` is for trying out. */
export const email = z
  .union([address, z.string().regex(/^[\w.+-]+@localhost$/)])
  .describe('one e-mail address in plain letters');

export const inbox = z
  .string()
  .transform(value =>
    value
      .split(',')
      .map(part => part.trim())
      .filter(Boolean),
  )
  .pipe(z.array(email).min(1))
  .describe('one or more e-mail addresses with a comma between');

export const mailbox = z
  .string()
  .transform((value, context): Mailbox => {
    const [, name = '', inBrackets] = /^"?([^"<>\r\n]*?)"?\s*<([^<>]+)>$/.exec(value) ?? [];
    const address = email.safeParse(inBrackets ?? value);
    if (address.success) return { name, address: address.data };
    context.addIssue({ code: 'custom' });
    return z.NEVER;
  })
  .describe('one e-mail address, with or without a name before it');

/** In bytes. The library takes `10m` for ten bytes, so the unit is looked at first. */
export const size = z
  .string()
  .regex(/^\d+(\.\d+)?\s*([kmgt]?b)?$/i)
  .transform(value => bytes.parse(value) ?? 0)
  .describe('a number of bytes, or one followed by kb, mb, gb or tb');

export const count = (most: number, least = 0) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most))
    .describe(`a whole number from ${least} to ${most}`);

const DAY = 24 * 60 * 60 * 1_000;

/** A time of each day, in the desk's time zone; null for none. */
export const timeOfDay = z
  .union([z.literal('off').transform(() => null), z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)])
  .describe('off, or a time such as 08:30');

/** In milliseconds. The unit is asked for, so that nobody takes it for months. */
export const days = (most: number) =>
  z
    .string()
    .regex(/^\d{1,9}\s*d$/i)
    .transform(value => Number.parseInt(value, 10))
    .pipe(z.number().min(1).max(most))
    .transform(count => count * DAY)
    .describe(`a number of days from 1d to ${most}d`);

export const text = (most: number) => z.string().max(most).describe(`at most ${most} letters long`);

/** What stands on a page in one piece; a sentence of the newsroom's own. */
export const line = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^\P{Cc}*$/u)
    .describe(`one line of at most ${most} letters`);

/** Each item once, in the order in which they were named. */
export const checklist = z
  .string()
  .transform(value => [...new Set(value.split(/[\n|]/).map(item => composed(item).trim()))].filter(Boolean))
  .pipe(z.array(line(100)).min(1).max(12))
  .describe('1 to 12 items of at most 100 letters, each on its own line or with | between');

/** In the order of `LANGS`, whatever order they were named in. */
export const languages = z
  .string()
  .transform(value => value.split(',').map(part => part.trim()))
  .pipe(z.array(z.enum(LANGS)).min(1))
  .transform((named): readonly Lang[] => LANGS.filter(lang => named.includes(lang)))
  .describe(`one or more of ${LANGS.join(', ')} with a comma between`);

export const password = (least: number) => z.string().min(least).describe(`at least ${least} letters long`);

export const phone = z.string().regex(/\d/).max(40).describe('a phone number of at most 40 letters');

export const host = z
  .string()
  .regex(/^[\w.:-]+$/)
  .describe('a host name or address to listen on');

export const webOrigin = z
  .url({ protocol: /^https?$/, abort: true })
  .refine(value => new URL(value).href === `${new URL(value).origin}/`)
  .transform(value => new URL(value).origin)
  .describe('http:// or https:// and a host, with no path');

/** `supportedValuesOf` leaves out the other names of a zone, such as Asia/Kolkata or Etc/UTC. Offsets are no zones. */
function isTimeZone(name: string): boolean {
  try {
    return /^[a-z]/i.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

export const timeZone = z.string().refine(isTimeZone).describe('the name of a time zone');

export const colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i)
  .describe('a colour of # and six hex digits');

/** The names that a bucket may have, and what else a bucket's address may say. */
const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const bucketFacts = z.strictObject({
  endpoint: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  region: z.string().regex(/^[\w-]+$/),
});

export const filesUrl = z
  .url({ protocol: /^s3$/, hostname: bucketName, abort: true })
  .refine(value => /^s3:\/\/[^/?#@:]+\/?(\?[^#]*)?$/.test(value), { abort: true })
  .transform((value, context) => {
    const { hostname, searchParams } = new URL(value);
    const facts = bucketFacts.safeParse(Object.fromEntries(searchParams));
    if (facts.success) return { bucket: hostname, ...facts.data };
    context.addIssue({ code: 'custom' });
    return z.NEVER;
  })
  .describe("an s3:// address of a bucket with its region, and its endpoint where it is not Amazon's");

export const clamdUrl = z
  .union([z.url({ protocol: /^tcp$/, hostname: /.+/ }), z.url({ protocol: /^unix$/ })])
  .describe('a tcp://host:port or unix:///path address');
export const webPage = z.url({ protocol: /^https?$/ }).describe('an http:// or https:// address');
export const yesOrNo = z
  .enum(['yes', 'no'])
  .transform(value => value === 'yes')
  .describe('yes or no');
export const onOrOff = z.enum(['on', 'off']).describe('on, off');
/** As long as a QR code holds. */
export const chatUrl = z
  .url({ protocol: /^https$/ })
  .max(500)
  .describe('an https:// address of at most 500 letters');

/** A setting left empty is not set: it is read as its default. */
export const setting = <T extends z.ZodType>(fallback: string, schema: T, example: string = fallback) =>
  z
    .preprocess(value => (typeof value === 'string' && value.trim()) || fallback, schema)
    .meta({ must: schema.description, example, fallback });

const orEmpty = <T extends z.ZodType>(schema: T) =>
  z.union([z.literal('').transform(() => null), schema]).describe(schema.description ?? '');

/** A setting that has no default: null when it is empty. */
export const optional = <T extends z.ZodType>(schema: T, example: string) =>
  setting('', orEmpty(schema), example);

/** A channel has a default for trying out; given as empty, it is hidden from readers. */
export const channel = <T extends z.ZodType>(fallback: string, schema: T) =>
  z
    .preprocess(value => (typeof value === 'string' ? value.trim() : fallback), orEmpty(schema))
    .meta({ must: schema.description, example: fallback, fallback, isHiddenWhenEmpty: true });
