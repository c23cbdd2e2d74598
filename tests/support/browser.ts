import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, inject } from 'vitest';
import { whenDone } from './cleanup.ts';
import { PATIENCE } from './patience.ts';

/** What a reader or a member of staff holds in their hands. */
export type Visit = {
  /** The desk's own origin: a request to any other fails the test. */
  url: string;
  lang?: 'ko' | 'en';
  /** Another origin, to which the page may lead. */
  leadsTo?: string;
  /** A screen of 390 × 844 with touch, else 1280 × 900. */
  phone?: boolean;
  javaScript?: boolean;
  colorScheme?: 'light' | 'dark';
  /** The test cuts the line or has the desk refuse: what the browser says of that in its console is no fault. */
  badLine?: boolean;
};

let browser: Promise<Browser> | null = null;

/** The one browser of this test file. Never started with the package's own arguments: those turn web security off. */
function theBrowser(): Promise<Browser> {
  browser ??= chromium.launch({
    executablePath: inject('chromium'),
    timeout: 2 * PATIENCE,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-quic'],
  });
  return browser;
}

afterAll(async () => {
  await (await browser?.catch(() => null))?.close();
  browser = null;
});

/**
 * A new browser profile with one empty page. When the test has ended it fails if a page had an error, the console
 * told one, or anything was asked of another origin.
 */
export async function openPage(visit: Visit): Promise<Page> {
  const { lang = 'ko', phone = false, javaScript = true, colorScheme = 'light' } = visit;
  const context = await (await theBrowser()).newContext({
    baseURL: visit.url,
    locale: lang === 'ko' ? 'ko-KR' : 'en-US',
    timezoneId: 'Asia/Seoul',
    javaScriptEnabled: javaScript,
    colorScheme,
    ...(phone
      ? { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
      : { viewport: { width: 1280, height: 900 } }),
  });
  context.setDefaultTimeout(PATIENCE);
  const faults = watch(context, visit);
  whenDone(async () => {
    await context.close();
    if (faults.length > 0) throw new Error(`The browser saw:\n${faults.join('\n')}`);
  });
  return context.newPage();
}

/** The list it gives back grows while the context is used. */
function watch(context: BrowserContext, { url, leadsTo = url, badLine = false }: Visit): string[] {
  const faults: string[] = [];
  const mayBeRefused = new Set<string>();
  const origins = [url, leadsTo].map(address => new URL(address).origin);

  context.on('request', request => {
    const { protocol, origin: asked } = new URL(request.url());
    const isLocal = protocol === 'data:' || protocol === 'blob:';
    if (!isLocal && !origins.includes(asked)) faults.push(`A request to another origin: ${request.url()}`);
    if (request.isNavigationRequest() || request.method() === 'POST') mayBeRefused.add(request.url());
  });
  context.on('response', response => {
    if (response.status() >= 500 && !badLine) faults.push(`${response.status()} from ${response.url()}`);
  });
  context.on('weberror', error =>
    faults.push(`An error on the page: ${error.error().stack ?? error.error()}`),
  );
  context.on('console', message => {
    // The browser tells of every refused page and post; those are answers that tests look at themselves.
    const isRefusal = /^Failed to load resource: .* status of 4\d\d/.test(message.text());
    // Only a test that takes the network away sees this.
    if (message.text().includes('net::ERR_INTERNET_DISCONNECTED')) return;
    if (badLine && message.text().startsWith('Failed to load resource')) return;
    if (message.type() !== 'error' || (isRefusal && mayBeRefused.has(message.location().url))) return;
    faults.push(`In the console: ${message.text()} (${message.location().url})`);
  });
  return faults;
}
