import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { freePort } from '../../support/free-port.ts';
import type { Engine, Tab, TabOptions } from './tab.ts';

type Send = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<unknown>;

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
/** As the keyboard's keys are written (WebDriver, 17.4.2). */
const KEYS = { Tab: '\uE004', Enter: '\uE007' };

/** WebKitGTK by plain WebDriver, on a screen that nobody sees. `browser`: the path of its MiniBrowser. */
export function createWebKitEngine(missing: readonly string[], browser: string): Engine {
  let driver: Promise<{ send: Send; stop: () => Promise<void> }> | null = null;
  return {
    name: 'WebKit',
    missing,
    async openTab({ javaScript }: TabOptions) {
      driver ??= startDriver();
      const { send } = await driver;
      const args = ['--automation', `--enable-javascript=${javaScript}`];
      // Milliseconds: of a page that is left meanwhile no answer ever comes, and the test asks again.
      const timeouts = { script: 10_000 };
      const alwaysMatch = { timeouts, 'webkitgtk:browserOptions': { binary: browser, args } };
      const session = await send('POST', '/session', { capabilities: { alwaysMatch } });
      const { sessionId } = z.object({ sessionId: z.string() }).parse(session);
      return tabOf((method, path, body) => send(method, `/session/${sessionId}${path}`, body));
    },
    stop: async () => await (await driver)?.stop(),
  };
}

async function startDriver() {
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [display] = await once(screen.stdio[3] ?? screen, 'data');
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: `:${String(display).trim()}` },
  });
  const send = senderTo(`http://127.0.0.1:${port}`);
  await untilReady(send, driver);
  const stop = async () => {
    for (const program of [driver, screen]) {
      if (program.exitCode !== null) continue;
      program.kill();
      await once(program, 'exit');
    }
  };
  return { send, stop };
}

async function untilReady(send: Send, driver: ChildProcess): Promise<void> {
  const isReady = await send('GET', '/status').then(
    () => true,
    () => false,
  );
  if (isReady) return;
  if (driver.exitCode !== null) throw new Error('WebKitWebDriver has ended');
  await wait(50);
  return untilReady(send, driver);
}

const answer = z.object({ value: z.unknown() });
const fault = z.object({ error: z.string(), message: z.string() });

function senderTo(origin: string): Send {
  return async (method, path, body) => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const { value } = answer.parse(await (await fetch(origin + path, init)).json());
    const failed = fault.safeParse(value);
    if (failed.success) throw new Error(`${path}: ${failed.data.error}: ${failed.data.message}`);
    return value;
  };
}

function tabOf(send: Send): Tab {
  const find = async (selector: string) => {
    const found = await send('POST', '/element', { using: 'css selector', value: selector });
    return `/element/${z.object({ [ELEMENT]: z.string() }).parse(found)[ELEMENT]}`;
  };
  const write = async (selector: string, text: string) =>
    void (await send('POST', `${await find(selector)}/value`, { text }));
  return {
    open: async url => void (await send('POST', '/url', { url })),
    url: async () => z.string().parse(await send('GET', '/url')),
    evaluate: expression =>
      send('POST', '/execute/async', {
        // An error is told as one: else the driver waits for an answer that never comes.
        script: `const [done] = arguments; Promise.resolve().then(() => (${expression}))
          .then(done, error => done({ error: 'javascript error', message: String(error) }));`,
        args: [],
      }),
    type: write,
    choose: (selector, paths) => write(selector, paths.join('\n')),
    click: async selector => void (await send('POST', `${await find(selector)}/click`, {})),
    press: async key => {
      const actions = ['keyDown', 'keyUp'].map(type => ({ type, value: KEYS[key] }));
      await send('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
    },
    back: async () => void (await send('POST', '/back', {})),
    close: async () => void (await send('DELETE', '')),
  };
}
