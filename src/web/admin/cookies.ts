import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import { SESSION_LENGTH } from '../../staff/sessions.ts';

/** The cookies of the staff's pages. */
export type AdminCookies = {
  session(request: Request): string | null;
  keepSession(response: Response, token: string): void;
  dropSession(response: Response): void;
  lang(request: Request): string | undefined;
  keepLang(response: Response, lang: string): void;
};

const LANG = 'jebo-lang';
const A_YEAR = 365 * 24 * 60 * 60_000;

/**
 * The session's cookie is host-bound and secure (`__Host-`, RFC 6265bis 4.1.3) where the desk is reached by https.
 * `Lax`, so that a link in a mail opens signed in.
 */
export function createCookies(publicUrl: string): AdminCookies {
  const secure = publicUrl.startsWith('https:');
  const name = secure ? '__Host-jebo' : 'jebo';
  const bound = { httpOnly: true, secure, sameSite: 'lax', path: '/' } as const;
  const read = (request: Request) => parseCookie(request.get('cookie') ?? '');
  return {
    session: request => read(request)[name] ?? null,
    keepSession: (response, token) => void response.cookie(name, token, { ...bound, maxAge: SESSION_LENGTH }),
    dropSession: response => void response.clearCookie(name, bound),
    lang: request => read(request)[LANG],
    keepLang: (response, lang) =>
      void response.cookie(LANG, lang, { ...bound, path: '/admin', maxAge: A_YEAR }),
  };
}
