import puppeteer, { type Browser, type LaunchOptions, type Page } from 'puppeteer-core';
import type { Engine, Tab, TabOptions } from './tab.ts';

type Program = Pick<LaunchOptions, 'browser' | 'executablePath' | 'args'>;

/** Firefox over WebDriver BiDi, Chromium over its own protocol. */
export function createPuppeteerEngine(
  name: string,
  missing: readonly string[],
  program: () => Program,
): Engine {
  const browsers: Browser[] = [];
  return {
    name,
    missing,
    async openTab({ javaScript }: TabOptions) {
      // Firefox can be without scripts as a whole alone: one browser for each tab is the same for both.
      const browser = await puppeteer.launch({
        ...program(),
        headless: true,
        defaultViewport: { width: 1280, height: 900 },
        extraPrefsFirefox: { 'javascript.enabled': javaScript, 'media.autoplay.default': 0 },
      });
      browsers.push(browser);
      const page = await browser.newPage();
      if (program().browser === 'chrome') await page.setJavaScriptEnabled(javaScript);
      return tabOf(page, () => browser.close());
    },
    stop: async () => void (await Promise.all(browsers.map(browser => browser.close()))),
  };
}

function tabOf(page: Page, close: () => Promise<void>): Tab {
  const find = async (selector: string) => {
    const element = await page.$(selector);
    if (element === null) throw new Error(`nothing is ${selector} at ${page.url()}`);
    return element;
  };
  return {
    open: async url => void (await page.goto(url)),
    url: async () => page.url(),
    evaluate: expression => page.evaluate(expression),
    async type(selector, text) {
      await (await find(selector)).focus();
      await page.keyboard.type(text);
    },
    async choose(selector, paths) {
      await (await (await find(selector)).toElement('input')).uploadFile(...paths);
    },
    async click(selector) {
      // Not by the element's own `click`, which waits for a timer of the page's: without scripts none comes.
      const [x, y] = await (await find(selector)).evaluate(element => {
        element.scrollIntoView({ block: 'center', behavior: 'instant' });
        const { left, top, width, height } = element.getBoundingClientRect();
        return [left + width / 2, top + height / 2] as const;
      });
      await page.mouse.click(x, y);
    },
    press: key => page.keyboard.press(key),
    // Not by `goBack`, which waits for a load that a page out of the browser's memory does not have.
    back: async () => void (await page.evaluate('void setTimeout(() => history.back())')),
    close,
  };
}
