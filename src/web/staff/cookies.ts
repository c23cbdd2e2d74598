import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import { staffPaths } from '../../paths.ts';
import { SESSION_LENGTH } from '../../staff/sessions/session-length.ts';
import { KNOWN_FOR } from '../../staff/sign-in/known-browsers.ts';
import { PENDING_FOR } from '../../staff/sign-in/pending.ts';
import { knownBrowserCookie, pendingCookie, sessionCookie } from './session-cookie.ts';

/** The cookies of the staff's pages. */
export type StaffCookies = {
  session(request: Request): string | null;
  keepSession(response: Response, token: string): void;
  dropSession(response: Response): void;
  /** By which a browser is known that has signed in before. */
  browser(request: Request): string | null;
  keepBrowser(response: Response, value: string): void;
  /** That the password was right, and the second factor is to follow. */
  pending(request: Request): string | null;
  keepPending(response: Response, value: string): void;
  dropPending(response: Response): void;
  lang(request: Request): string | undefined;
  keepLang(response: Response, lang: string): void;
};

const LANG = 'jebo-lang';
const A_YEAR = 365 * 24 * 60 * 60_000;

export function createStaffCookies(publicUrl: string): StaffCookies {
  const { name, bound } = sessionCookie(publicUrl);
  const browser = knownBrowserCookie(publicUrl);
  const pending = pendingCookie(publicUrl);
  const read = (request: Request) => parseCookie(request.get('cookie') ?? '');
  return {
    session: request => read(request)[name] ?? null,
    keepSession: (response, token) => void response.cookie(name, token, { ...bound, maxAge: SESSION_LENGTH }),
    dropSession: response => void response.clearCookie(name, bound),
    browser: request => read(request)[browser.name] ?? null,
    keepBrowser: (response, value) =>
      void response.cookie(browser.name, value, { ...browser.bound, maxAge: KNOWN_FOR }),
    pending: request => read(request)[pending.name] ?? null,
    keepPending: (response, value) =>
      void response.cookie(pending.name, value, { ...pending.bound, maxAge: PENDING_FOR }),
    dropPending: response => void response.clearCookie(pending.name, pending.bound),
    lang: request => read(request)[LANG],
    keepLang: (response, lang) =>
      void response.cookie(LANG, lang, { ...bound, path: staffPaths.all, maxAge: A_YEAR }),
  };
}
