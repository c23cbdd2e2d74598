import type { Request, RequestHandler, Response } from 'express';
import type { VNode } from 'preact';
import { z } from 'zod';
import { type Frame, renderPage } from '../../../views/parts/layout.tsx';
import { Refusal } from '../../errors.ts';
import { exactTime } from '../../i18n/dates.ts';
import { isLang, LANGS, type Lang, type Words, wordsOf } from '../../i18n/words.ts';
import { staffPaths } from '../../paths.ts';
import type { Viewer } from '../../staff/access.ts';
import { STEP_NAMES } from '../../tips/states.ts';
import type { StaffContext } from './context.ts';
import { createStaffCookies, type StaffCookies } from './cookies.ts';

/** By what a request says who asks. A session can be asked to confirm; a token never can. */
export type Credential = { by: 'session'; id: string; confirmedAt: number } | { by: 'token'; id: string };

/** `factorDue`: until when they may go on without a second factor; null where nothing is missing. */
export type Identity = { viewer: Viewer; credential: Credential; factorDue: number | null };

/** Null for who is not signed in. @throws {Refusal} for a token that is none of ours. */
export type Identify = (request: Request, response: Response) => Promise<Identity | null>;

/** One request for a page of the staff, with what its page is made of. `raw` is Express's own. */
export type PageRequest = { raw: Request; response: Response; words: Words; frame: Frame; now: number };
export type StaffRequest = PageRequest & Identity;

/** Makes Express handlers of functions that take a page's request. */
export type Handlers = {
  cookies: StaffCookies;
  /** `own`: the language of who asks, where they have chosen one. */
  pageRequest(raw: Request, response: Response, own?: Lang | null): PageRequest;
  /** Open to all. */
  forAll(act: (request: PageRequest) => Promise<void>): RequestHandler;
  /** Who is not signed in is sent to the sign-in; a program is told 401. */
  forStaff(act: (request: StaffRequest) => Promise<void>): RequestHandler;
  /** The same also in a session of whose second factor is overdue: for what sets one up. All else leads them there. */
  forSettingUp(act: (request: StaffRequest) => Promise<void>): RequestHandler;
  /** What whoever is signed in has asked for, with what their pages say; null, and answered, where their second factor is overdue. */
  admit(request: PageRequest, identity: Identity): StaffRequest | null;
  identify: Identify;
};

export function createHandlers(context: StaffContext, identify: Identify): Handlers {
  const cookies = createStaffCookies(context.settings.publicUrl);

  function pageRequest(raw: Request, response: Response, own: Lang | null = null): PageRequest {
    const { lang: newsroom } = context.settings.newsroom;
    const lang = chooseLang(raw, response, { cookies, own, newsroom });
    return {
      raw,
      response,
      words: wordsOf(lang),
      frame: frameOf(raw, lang, context),
      now: context.clock(),
    };
  }

  /** Who sends something has had a page, and so has whoever still has a cookie. */
  const whyOf = (request: Request) =>
    request.method === 'POST' || cookies.session(request) !== null ? 'ended' : undefined;

  const { withNotice, admit } = createAdmission(context);

  function askToSignIn(request: PageRequest): void {
    const { raw, response, words } = request;
    if (wantsJson(request))
      return void response.status(401).json({ errors: { form: words.staff.login.lead } });
    response.redirect(303, staffPaths.signIn(nextOf(raw), whyOf(raw)));
  }

  const handle =
    (act: (request: StaffRequest) => Promise<void>, letIn: typeof admit): RequestHandler =>
    async (raw, response) => {
      const identity = await identify(raw, response);
      if (identity === null) return askToSignIn(pageRequest(raw, response));
      const request = letIn(pageRequest(raw, response, identity.viewer.lang), identity);
      if (request !== null) await act(request);
    };

  return {
    cookies,
    pageRequest,
    identify,
    forAll: act => (request, response) => act(pageRequest(request, response)),
    forStaff: act => handle(act, admit),
    forSettingUp: act =>
      handle(act, (request, identity) =>
        identity.credential.by === 'token' ? admit(request, identity) : withNotice(request, identity),
      ),
    admit,
  };
}

/** Who is let in, of those who are signed in. */
function createAdmission({ settings }: StaffContext) {
  /** What all their pages say until a second factor is set up. */
  function withNotice(request: PageRequest, identity: Identity): StaffRequest {
    const { factorDue } = identity;
    const { frame, now } = request;
    if (factorDue === null) return { ...request, ...identity };
    const until = exactTime(factorDue, frame.lang, settings.newsroom.timeZone);
    return { ...request, ...identity, frame: { ...frame, factorDue: factorDue <= now ? 'over' : { until } } };
  }

  /** @throws {Refusal} `second-factor-needed` to a program. */
  function admit(request: PageRequest, identity: Identity): StaffRequest | null {
    const { factorDue, credential } = identity;
    if (factorDue === null || factorDue > request.now) return withNotice(request, identity);
    if (credential.by === 'token' || wantsJson(request)) throw new Refusal({ code: 'second-factor-needed' });
    request.response.redirect(303, staffPaths.secondFactor());
    return null;
  }

  return { withNotice, admit };
}

/** By a program, or a script of ours. */
export const wantsJson = ({ raw }: Pick<PageRequest, 'raw'>): boolean =>
  raw.accepts(['html', 'json']) === 'json';

export function sendPage(response: Response, status: number, page: VNode): void {
  response.status(status).type('html').send(renderPage(page));
}

/** The page that was asked for, or from which something was sent. */
function nextOf(request: Request): string | undefined {
  const { pathname, searchParams } = new URL(request.originalUrl, 'http://desk.invalid');
  for (const [name, value] of typedView(request, pathname)) searchParams.set(name, value);
  const next = `${pathname.replace(WITHOUT_PAGE, '')}${searchParams.size === 0 ? '' : `?${searchParams}`}`;
  return next === staffPaths.list() ? undefined : next;
}

const OF_VIEWS = /\/views(?:\/([0-9a-f]+))?$/;

/** What a list was to be called stands in its field again: as a list's address says by what name it is saved. */
function typedView({ method, body }: Request, pathname: string): [string, string][] {
  const found = OF_VIEWS.exec(pathname);
  const typed = z.object({ name: z.string().min(1).max(80), shared: z.string().optional() }).safeParse(body);
  if (method !== 'POST' || found === null || !typed.success) return [];
  const { name, shared } = typed.data;
  return [
    ['name', name],
    ...(shared === undefined ? [] : [['shared', shared] satisfies [string, string]]),
    ...(found[1] === undefined ? [] : [['changes', found[1]] satisfies [string, string]]),
  ];
}

type Choice = { cookies: StaffCookies; own: Lang | null; newsroom: Lang };

/**
 * The language asked for, which is remembered; else one's own; else the remembered one; else the browser's; else the
 * newsroom's.
 */
function chooseLang(request: Request, response: Response, { cookies, own, newsroom }: Choice): Lang {
  const asked = request.query['lang'];
  if (isLang(asked)) {
    cookies.keepLang(response, asked);
    return asked;
  }
  if (own !== null) return own;
  const remembered = cookies.lang(request);
  if (isLang(remembered)) return remembered;
  const accepted = request.acceptsLanguages([newsroom, ...LANGS]);
  return isLang(accepted) ? accepted : newsroom;
}

function frameOf(request: Request, lang: Lang, { settings, assets }: StaffContext): Frame {
  return {
    lang,
    words: wordsOf(lang),
    newsroom: settings.newsroom.name,
    style: { href: assets.href('staff.css') },
    href: { script: assets.href('staff.js'), icon: assets.href('icon.svg') },
    switchTo: LANGS.filter(other => other !== lang).map(other => ({
      lang: other,
      href: inLang(request, other),
    })),
  };
}

/** What is only posted to. */
const WITHOUT_PAGE = new RegExp(
  `/(${[...STEP_NAMES, 'changes', 'changes/undo', 'notes', 'messages', 'messages/[0-9a-f]+/undo', 'drafts', 'presence', 'resident-numbers', 'contacts', 'no-answer', 'block', 'hold', 'files/[0-9a-f]+/disturbing', 'topic', 'assignment', 'importance', 'reminder', 'forwarding', 'tags', 'checks', 'mails/give-up', 'mails/inbox', 'receipt', 'calls/earlier', 'calls/drafts', 'views', 'views/[0-9a-f]+', 'views/[0-9a-f]+/removal', 'mail/retry', 'mail/test', 'mail/test/give-up', 'preview', 'password', 'sessions', 'sessions/end', 'tokens', 'tokens/end', 'app', 'app/code', 'app/end', 'recovery-codes', 'passkeys', 'passkeys/end', 'profile', 'mails', 'invitation', 'factor-reset', 'deactivation', 'reactivation', 'order', 'removal', 'test-mail', 'confirmation'].join('|')})$`,
);

/** The same page in another language; what a POST answered with is found at the page that it was sent from. */
function inLang({ originalUrl }: Request, lang: Lang): string {
  const { pathname, searchParams } = new URL(originalUrl, 'http://desk.invalid');
  searchParams.set('lang', lang);
  return `${pathname.replace(WITHOUT_PAGE, '')}?${searchParams}`;
}
