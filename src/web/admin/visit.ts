import type { Request, RequestHandler, Response } from 'express';
import type { VNode } from 'preact';
import { type Frame, renderPage } from '../../../views/layout.tsx';
import { isLang, LANGS, type Lang, type Words, wordsOf } from '../../i18n/words.ts';
import { continueSession } from '../../staff/sessions.ts';
import type { Viewer } from '../../staff/viewer.ts';
import { type AdminCookies, createCookies } from './cookies.ts';
import type { AdminDeps } from './deps.ts';

/** One request for a page of the staff. */
export type Visit = { request: Request; response: Response; words: Words; frame: Frame; now: number };
export type StaffVisit = Visit & { viewer: Viewer };

/** Makes Express handlers of functions that take a visit. */
export type Visits = {
  cookies: AdminCookies;
  visit(request: Request, response: Response): Visit;
  /** Open to all. */
  forAll(act: (visit: Visit) => Promise<void>): RequestHandler;
  /** Who is not signed in is sent to the sign-in. */
  forStaff(act: (visit: StaffVisit) => Promise<void>): RequestHandler;
  viewer(request: Request, response: Response): Promise<Viewer | null>;
};

export function createVisits(deps: AdminDeps): Visits {
  const cookies = createCookies(deps.settings.publicUrl);

  function visit(request: Request, response: Response): Visit {
    const lang = chooseLang(request, response, cookies, deps.settings.newsroom.lang);
    return {
      request,
      response,
      words: wordsOf(lang),
      frame: frameOf(request, lang, deps),
      now: deps.clock(),
    };
  }

  async function viewer(request: Request, response: Response): Promise<Viewer | null> {
    const token = cookies.session(request);
    const session = token === null ? null : await continueSession(deps.database, token, deps.clock());
    if (token !== null && session?.renewed) cookies.keepSession(response, token);
    return session?.viewer ?? null;
  }

  return {
    cookies,
    visit,
    viewer,
    forAll: act => (request, response) => act(visit(request, response)),
    forStaff: act => async (request, response) => {
      const signedIn = await viewer(request, response);
      if (signedIn) await act({ ...visit(request, response), viewer: signedIn });
      else response.redirect(303, `/admin/login${nextOf(request)}`);
    },
  };
}

export function sendPage(response: Response, status: number, page: VNode): void {
  response.status(status).type('html').send(renderPage(page));
}

function nextOf({ method, originalUrl }: Request): string {
  const isPage = (method === 'GET' || method === 'HEAD') && originalUrl !== '/admin';
  return isPage ? `?${new URLSearchParams({ next: originalUrl })}` : '';
}

/** The language asked for, which is remembered; else the remembered one; else the browser's; else the newsroom's. */
function chooseLang(request: Request, response: Response, cookies: AdminCookies, newsroom: Lang): Lang {
  const asked = request.query['lang'];
  if (isLang(asked)) {
    cookies.keepLang(response, asked);
    return asked;
  }
  const remembered = cookies.lang(request);
  if (isLang(remembered)) return remembered;
  const accepted = request.acceptsLanguages([newsroom, ...LANGS]);
  return isLang(accepted) ? accepted : newsroom;
}

function frameOf(request: Request, lang: Lang, { settings, assets }: AdminDeps): Frame {
  return {
    lang,
    words: wordsOf(lang),
    newsroom: settings.newsroom.name,
    href: { style: assets.href('admin.css'), script: assets.href('admin.js'), icon: assets.href('icon.svg') },
    switchTo: LANGS.filter(other => other !== lang).map(other => ({
      lang: other,
      href: inLang(request, other),
    })),
  };
}

/** The same page in another language; what a POST answered with is found at the page that it was sent from. */
function inLang({ originalUrl }: Request, lang: Lang): string {
  const { pathname, searchParams } = new URL(originalUrl, 'http://desk.invalid');
  searchParams.set('lang', lang);
  return `${pathname.replace(/\/(opening|closure|reopening|notes|receipt)$/, '')}?${searchParams}`;
}
