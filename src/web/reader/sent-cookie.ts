import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { type KeyRing, seal, unsealByAny } from '../../crypto/seal.ts';
import { LANGS } from '../../i18n/lang.ts';
import { readerPaths } from '../../paths.ts';
import { sentFiles } from './sent-files.ts';

const MINUTES = 30;
const LIFETIME = MINUTES * 60 * 1_000;

const sentTip = z.object({
  number: z.int(),
  receipt: z.string(),
  at: z.int(),
  // A newer version may have sealed one that is not spoken here.
  lang: z.enum(LANGS).nullable().catch(null),
  ...sentFiles.shape,
});

/** What the receipt page shows: the last tip alone. `at` is in milliseconds since 1970. */
export type SentTip = z.output<typeof sentTip>;

type CookieSettings = { keys: KeyRing; isHttps: boolean; clock: () => number };

/** Where no cookie is kept, this is all that may be told: in a URL the receipt would lie in the browser's history. */
const arrivedTip = z.object({
  is: z.literal('arrived'),
  number: z.int(),
  at: z.int(),
  lang: z.enum(LANGS).nullable().catch(null),
  until: z.int(),
});

const MARK_LIFETIME = 10 * 60 * 1_000;

export type ArrivedTip = Pick<SentTip, 'number' | 'at' | 'lang'>;

const nameOf = ({ isHttps }: CookieSettings) => (isHttps ? '__Secure-jebo-sent' : 'jebo-sent');

/** The receipt travels in a sealed cookie, and never in a URL: for thirty minutes, and not beyond the browser's session. */
export function setSentCookie(response: Response, settings: CookieSettings, tip: SentTip): void {
  const value = seal(settings.keys[0], JSON.stringify({ ...tip, until: settings.clock() + LIFETIME }));
  response.append('Set-Cookie', cookieOf(settings, value));
}

export function clearSentCookie(response: Response, settings: CookieSettings): void {
  response.append('Set-Cookie', cookieOf(settings, '', { maxAge: 0 }));
}

const cookieOf = (settings: CookieSettings, value: string, end: { maxAge?: number } = {}) =>
  stringifySetCookie({
    name: nameOf(settings),
    value,
    path: readerPaths.sent,
    httpOnly: true,
    secure: settings.isHttps,
    sameSite: 'lax',
    ...end,
  });

export function readSentCookie(request: Request, settings: CookieSettings): SentTip | null {
  const sealed = parseCookie(request.headers.cookie ?? '')[nameOf(settings)];
  const opened = sealed === undefined ? null : unsealByAny(settings.keys, sealed);
  if (opened === null) return null;
  const kept = sentTip.extend({ until: z.int() }).safeParse(JSON.parse(opened));
  return kept.success && kept.data.until > settings.clock() ? kept.data : null;
}

/** Where the browser goes after sending, with a mark that only this desk can read, good for ten minutes. */
export function arrivedPath({ keys, clock }: CookieSettings, { number, at, lang }: ArrivedTip): string {
  const mark = { is: 'arrived', number, at, lang, until: clock() + MARK_LIFETIME };
  return `${readerPaths.sent}?arrived=${seal(keys[0], JSON.stringify(mark))}`;
}

export function readArrivedMark(request: Request, { keys, clock }: CookieSettings): ArrivedTip | null {
  const { arrived } = request.query;
  const opened = typeof arrived === 'string' ? unsealByAny(keys, arrived) : null;
  if (opened === null) return null;
  const mark = arrivedTip.safeParse(JSON.parse(opened));
  return mark.success && mark.data.until > clock() ? mark.data : null;
}
