import type { RequestListener } from 'node:http';
import { stringifySetCookie } from 'cookie';
import type { Context } from '../context.ts';
import { staffPaths } from '../paths.ts';
import { accountOf } from '../staff/accounts/accounts.ts';
import { startSession } from '../staff/sessions/sessions.ts';
import { hashToken, makeToken } from '../staff/tokens.ts';
import { sessionCookie } from '../web/staff/session-cookie.ts';

/** A link that signs in whoever has it, as often as it is pressed. A real desk has no such thing. */
type Entrance = { path: string; around(pages: RequestListener, context: Context): RequestListener };

export function createEntrance(staffId: string): Entrance {
  const token = makeToken();
  const hash = hashToken(token);
  const opens = (url = '') => url.startsWith('/demo/') && hashToken(url.slice('/demo/'.length)) === hash;
  return {
    path: `/demo/${token}`,
    around: (pages, { database, clock, settings }) => {
      const { name, bound } = sessionCookie(settings.publicUrl);
      return async (request, response) => {
        if (request.method !== 'GET' || !opens(request.url)) return pages(request, response);
        const account = await accountOf(database.query, staffId);
        const value = account && (await startSession(database, account, clock()));
        if (value === null) return pages(request, response);
        response.writeHead(303, {
          Location: staffPaths.list(),
          'Set-Cookie': stringifySetCookie({ name, value, ...bound }),
          'Cache-Control': 'no-store',
          'Referrer-Policy': 'no-referrer',
        });
        response.end();
      };
    },
  };
}
