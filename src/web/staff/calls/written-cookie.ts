import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { seal, unsealByAny } from '../../../crypto/seal.ts';
import { staffPaths } from '../../../paths.ts';
import type { Viewer } from '../../../staff/access.ts';
import type { StaffContext } from '../context.ts';

const LIFETIME = 30 * 60_000;

const writtenCall = z.object({ is: z.literal('call'), number: z.int(), receipt: z.string() });
const keptCall = writtenCall.extend({ by: z.string(), until: z.int() });

/** What is read out to whoever called. */
export type WrittenCall = z.output<typeof writtenCall>;

const nameOf = (isHttps: boolean) => (isHttps ? '__Secure-jebo-call' : 'jebo-call');

type Cookies = Pick<StaffContext, 'keys' | 'settings' | 'clock'>;

const isHttpsOf = ({ settings }: Cookies) => settings.publicUrl.startsWith('https:');

/** As a reader's receipt travels: in a sealed cookie, and never in a URL; for thirty minutes, and for whoever wrote the call down. */
export function keepWritten(
  response: Response,
  context: Cookies,
  { staffId }: Viewer,
  call: WrittenCall,
): void {
  const kept = { ...call, by: staffId, until: context.clock() + LIFETIME };
  response.cookie(nameOf(isHttpsOf(context)), seal(context.keys.cookie[0], JSON.stringify(kept)), {
    path: staffPaths.callWritten,
    httpOnly: true,
    secure: isHttpsOf(context),
    sameSite: 'lax',
  });
}

export function readWritten(request: Request, context: Cookies, { staffId }: Viewer): WrittenCall | null {
  const sealed = parseCookie(request.get('cookie') ?? '')[nameOf(isHttpsOf(context))];
  const opened = sealed === undefined ? null : unsealByAny(context.keys.cookie, sealed);
  const { data } = keptCall.safeParse(opened === null ? null : JSON.parse(opened));
  return data !== undefined && data.by === staffId && data.until > context.clock() ? data : null;
}
