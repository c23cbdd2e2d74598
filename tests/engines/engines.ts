import { existsSync, globSync } from 'node:fs';
import { afterAll, describe, inject, test } from 'vitest';
import { whenDone } from '../support/cleanup.ts';
import { createPuppeteerEngine } from './drivers/puppeteer.ts';
import type { Engine, Tab, TabOptions } from './drivers/tab.ts';
import { createWebKitEngine } from './drivers/webkit.ts';

const [miniBrowser] = globSync('/usr/lib/*/webkit2gtk-4.1/MiniBrowser');
const [films] = globSync('/usr/lib/*/gstreamer-1.0/libgstvpx.so');

/** Debian's packages that are not there, of each that brings a file. */
const missing = (files: Readonly<Record<string, string | undefined>>): string[] =>
  Object.entries(files).flatMap(([name, path]) => (path !== undefined && existsSync(path) ? [] : [name]));

const engines: readonly Engine[] = [
  createPuppeteerEngine('Chromium', [], () => ({
    browser: 'chrome',
    executablePath: inject('chromium'),
    args: ['--no-sandbox', '--disable-background-networking', '--disable-quic'],
  })),
  createPuppeteerEngine('Firefox', missing({ 'firefox-esr': '/usr/bin/firefox-esr' }), () => ({
    browser: 'firefox',
    executablePath: '/usr/bin/firefox-esr',
  })),
  createWebKitEngine(
    missing({
      'webkit2gtk-driver': '/usr/bin/WebKitWebDriver',
      // Of the driver's own dependencies.
      'libwebkit2gtk-4.1-0': miniBrowser,
      xvfb: '/usr/bin/Xvfb',
      'gstreamer1.0-plugins-good': films,
    }),
    miniBrowser ?? '',
  ),
];

export type OpenTab = (options?: Partial<TabOptions>) => Promise<Tab>;

/** The same ways in each engine. One that is not here is a failure with words: what was not tried is not to pass for tried. */
export function inEachEngine(ways: (openTab: OpenTab, engine: string) => void): void {
  for (const engine of engines) {
    describe(engine.name, () => {
      afterAll(() => engine.stop());
      if (engine.missing.length === 0) return ways(options => openTab(engine, options), engine.name);
      test('is not tried: its packages are missing', () => {
        throw new Error(
          `${engine.name} was not tried. It needs: apt-get install ${engine.missing.join(' ')}`,
        );
      });
    });
  }
}

async function openTab(engine: Engine, options: Partial<TabOptions> = {}): Promise<Tab> {
  const tab = await engine.openTab({ javaScript: true, ...options });
  whenDone(() => tab.close());
  return tab;
}
