import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { seal, unseal } from '../../privacy/seal.ts';

const MINUTES = 30;
const LIFETIME = MINUTES * 60 * 1_000;

const sentTip = z.object({
  number: z.int(),
  receipt: z.string(),
  at: z.int(),
  lang: z.enum(['ko', 'en']),
  // A receipt that was sealed before there was a count is shown without it.
  files: z.int().default(0),
});

/** What the receipt page shows: the last tip alone. `at` is in milliseconds since 1970, `files` is how many came with it. */
export type SentTip = z.output<typeof sentTip>;

type Door = { key: Buffer; isHttps: boolean; clock: () => number };

const nameOf = ({ isHttps }: Door) => (isHttps ? '__Secure-jebo-sent' : 'jebo-sent');

/** The receipt travels in a sealed cookie for thirty minutes, and never in a URL. */
export function setSentCookie(response: Response, door: Door, tip: SentTip): void {
  const value = seal(door.key, JSON.stringify({ ...tip, until: door.clock() + LIFETIME }));
  const cookie = stringifySetCookie({
    name: nameOf(door),
    value,
    path: '/sent',
    httpOnly: true,
    secure: door.isHttps,
    sameSite: 'lax',
    maxAge: LIFETIME / 1_000,
  });
  response.append('Set-Cookie', cookie);
}

export function readSentCookie(request: Request, door: Door): SentTip | null {
  const sealed = parseCookie(request.headers.cookie ?? '')[nameOf(door)];
  const opened = sealed === undefined ? null : unseal(door.key, sealed);
  if (opened === null) return null;
  const kept = sentTip.extend({ until: z.int() }).safeParse(JSON.parse(opened));
  return kept.success && kept.data.until > door.clock() ? kept.data : null;
}
