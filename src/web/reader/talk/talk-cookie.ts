import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { type KeyRing, seal, unsealByAny } from '../../../crypto/seal.ts';
import { readerPaths } from '../../../paths.ts';
import type { ReaderContext } from '../context.ts';

/** Milliseconds without a request, after which whoever has the device does not come in any more. */
const IDLE = 30 * 60 * 1_000;

/** What has just been done, and is told once. */
export const DONE = ['sent', 'permission', 'contacts', 'taken back', 'taken away'] as const;
export type Done = (typeof DONE)[number];

const opened = z.object({
  is: z.literal('talk'),
  receipt: z.string(),
  done: z.enum(DONE).nullable().catch(null),
  showsCode: z.boolean().catch(false),
  until: z.int(),
});

/** What opens a talk: its receipt. `showsCode`: its page shows it, once. */
export type OpenedTalk = { receipt: string; done: Done | null; showsCode: boolean };

type CookieSettings = { keys: KeyRing; isHttps: boolean; clock: () => number };

const settingsOf = ({ keys, settings, clock }: ReaderContext): CookieSettings => ({
  keys: keys.cookie,
  isHttps: settings.publicUrl.startsWith('https:'),
  clock,
});

const nameOf = ({ isHttps }: CookieSettings) => (isHttps ? '__Secure-jebo-tip' : 'jebo-tip');

/** The receipt travels in a sealed cookie, and never in a URL: until half an hour after its last use, and not beyond the browser's session. */
export function setTalkCookie(
  response: Response,
  context: ReaderContext,
  { receipt, done, showsCode = false }: Pick<OpenedTalk, 'receipt' | 'done'> & Partial<OpenedTalk>,
): void {
  const settings = settingsOf(context);
  const kept = { is: 'talk', receipt, done, showsCode, until: settings.clock() + IDLE };
  response.append('Set-Cookie', cookieOf(settings, seal(settings.keys[0], JSON.stringify(kept))));
}

export function clearTalkCookie(response: Response, context: ReaderContext): void {
  response.append('Set-Cookie', cookieOf(settingsOf(context), '', { maxAge: 0 }));
}

const cookieOf = (settings: CookieSettings, value: string, end: { maxAge?: number } = {}) =>
  stringifySetCookie({
    name: nameOf(settings),
    value,
    path: readerPaths.tip,
    httpOnly: true,
    secure: settings.isHttps,
    // It comes with no request that another site's page makes, be it a link.
    sameSite: 'strict',
    ...end,
  });

export function readTalkCookie(request: Request, context: ReaderContext): OpenedTalk | null {
  const settings = settingsOf(context);
  const sealed = parseCookie(request.headers.cookie ?? '')[nameOf(settings)];
  const text = sealed === undefined ? null : unsealByAny(settings.keys, sealed);
  if (text === null) return null;
  const kept = opened.safeParse(JSON.parse(text));
  return kept.success && kept.data.until > settings.clock() ? kept.data : null;
}
