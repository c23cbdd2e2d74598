import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { createWorld, type World } from '../support/world.ts';
import type { Tab } from './drivers/tab.ts';
import { inEachEngine } from './engines.ts';
import { arrives } from './ways.ts';

const FILM = join(import.meta.dirname, '../fixtures/kinds/film.webm');
const MESSAGE = '강남역 앞이에요. Smoke, and sirens.';

async function textFile(): Promise<string> {
  const path = join(await temporaryFolder(), '메모.txt');
  await writeFile(path, '본 것');
  return path;
}

/** By a person, who needs longer than a robot. */
async function send(world: World, tab: Tab): Promise<void> {
  world.clock.move(5_000);
  await tab.click('#send');
  await arrives(tab, /\/sent$/);
}

/** What was sent, as staff read it. */
async function tipOf(world: World): Promise<string> {
  const staff = await world.signIn();
  return (await staff.get('/admin/tips/1').expect(200)).text;
}

const rowsIn = (tab: Tab, state: string) =>
  expect.poll(() => tab.evaluate(`document.querySelectorAll('.upload[data-state=${state}]').length`));

inEachEngine((openTab, engine) => {
  test('A tip with files is sent with scripts, and its receipt shows a code', async () => {
    const world = await createWorld();
    const tab = await openTab();
    await tab.open(`${world.url}/?lang=ko`);
    await tab.type('[name=message]', MESSAGE);
    await tab.choose('[name=files]', [FILM, await textFile()]);
    await rowsIn(tab, 'done').toBe(2);
    await send(world, tab);
    expect(await tab.evaluate(`document.querySelector('#code').textContent`)).toMatch(
      /^([\dA-HJKMNP-TV-Z]{5}\W?){4}$/,
    );
    const tip = await tipOf(world);
    for (const part of [MESSAGE, 'film.webm', '메모.txt']) expect(tip).toContain(part);
  });

  test('A tip with files is sent without scripts', async () => {
    const world = await createWorld();
    const tab = await openTab({ javaScript: false });
    await tab.open(`${world.url}/?lang=ko`);
    await tab.type('[name=message]', MESSAGE);
    await tab.choose('[name=files]', [FILM, await textFile()]);
    await send(world, tab);
    const tip = await tipOf(world);
    for (const part of [MESSAGE, 'film.webm', '메모.txt']) expect(tip).toContain(part);
  });

  test('A film that is chosen shows itself small, and no empty square', async () => {
    const world = await createWorld();
    const tab = await openTab();
    await tab.open(world.url);
    await tab.choose('[name=files]', [FILM]);
    await expect.poll(() => tab.evaluate(`document.querySelector('.upload canvas') !== null`)).toBe(true);
    const alpha = `document.querySelector('.upload canvas').getContext('2d').getImageData(56, 56, 1, 1).data[3]`;
    expect(await tab.evaluate(alpha)).toBe(255);
  });

  // Of a page that comes out of Chromium's memory its driver has lost hold; `tests/browser/form.test.ts` goes that way.
  if (engine === 'Chromium') return;

  test('What was sent after a change of language is not there again on the way back', async () => {
    const world = await createWorld();
    const tab = await openTab();
    await tab.open(`${world.url}/privacy`);
    await tab.open(`${world.url}/?lang=ko`);
    await tab.type('[name=message]', MESSAGE);
    await tab.choose('[name=files]', [FILM]);
    await rowsIn(tab, 'done').toBe(1);
    await tab.click('header a[hreflang=en]');
    await arrives(tab, /lang=en/);
    await expect.poll(() => tab.evaluate(SHOWN)).toEqual({ path: '/', typed: MESSAGE, files: 1 });
    await send(world, tab);
    const steps = await wayBack(tab);
    expect(steps.at(-1)?.path).toBe('/privacy');
    for (const { typed, files } of steps) expect([typed, files]).toEqual(['', 0]);
  });
});

/** Where a page is, and what stands in its form; null while it is on its way. */
const SHOWN = `document.readyState === 'complete' ? {
  path: location.pathname,
  typed: document.querySelector('[name=message]')?.value ?? '',
  files: document.querySelectorAll('.upload, .chosen li').length,
} : null`;
/** By the second frame stands there what the page's own scripts bring back. */
const SETTLED = `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(${SHOWN}))))`;
const shown = z.object({ path: z.string(), typed: z.string(), files: z.number() });

/** What each step back shows, to where the reader came from; a page that leads on by itself counts as where it leads. */
async function wayBack(tab: Tab): Promise<z.infer<typeof shown>[]> {
  const steps: z.infer<typeof shown>[] = [];
  while (steps.length < 5 && steps.at(-1)?.path !== '/privacy') {
    await tab.evaluate('void (window.isLeft = false)');
    await tab.back();
    await expect.poll(() => tab.evaluate('window.isLeft ?? null')).toBe(null);
    let at: unknown = null;
    const look = async () => {
      at = await tab.evaluate(SETTLED);
      return at;
    };
    await expect.poll(look).not.toBe(null);
    steps.push(shown.parse(at));
  }
  return steps;
}
