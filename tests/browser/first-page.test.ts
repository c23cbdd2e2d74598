import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { brokenTexts } from '../support/broken-texts.ts';
import { openPage } from '../support/browser.ts';
import { createWorld, PASSWORD } from '../support/world.ts';

const LANGS = ['ko', 'en'] as const;

test.each(LANGS)('on a phone of 360 × 740 the message field stands in the first screen: %s', async lang => {
  const world = await createWorld();
  const page = await openPage({ url: world.url, phone: true, lang });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/');
  const field = await page.locator('#message').boundingBox();
  expect((field?.y ?? 740) + (field?.height ?? 0)).toBeLessThan(740);
  expect(new Set(await topsOf(page, '.channel-links > a')).size).toBe(1);
});

test.each(LANGS)(
  'the channels stand below each other where letters are large, and all can be read: %s',
  async lang => {
    const world = await createWorld();
    const page = await openPage({ url: world.url, phone: true, lang });
    for (const { width, letters } of [
      { width: 360, letters: '200%' },
      { width: 320, letters: '200%' },
      { width: 180, letters: '100%' },
    ]) {
      await page.setViewportSize({ width, height: 740 });
      for (const path of ['/', '/channels', '/sent', '/privacy']) {
        await page.goto(path);
        await page.evaluate(size => document.documentElement.style.setProperty('font-size', size), letters);
        expect(await page.evaluate('document.documentElement.scrollWidth'), `${path} ${width}`).toBe(width);
        expect(await brokenTexts(page), `${path} ${width}`).toEqual([]);
      }
    }
  },
);

test('whatever is tapped on a reader’s page is 44 px high and wide', async () => {
  const world = await createWorld({ settings: { CHANNEL_CHAT_URL: 'https://pf.kakao.com/_ytn' } });
  const page = await openPage({ url: world.url, phone: true });
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of ['/', '/channels', '/privacy', '/sent']) {
    await page.goto(path);
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll('details')) fold.open = true;
    });
    expect(await smallTargets(page), path).toEqual([]);
  }
});

test.each(LANGS)(
  'without script the top of the page stands in one line, and no room is left empty: %s',
  async lang => {
    const world = await createWorld();
    const page = await openPage({ url: world.url, phone: true, lang, javaScript: false });
    await page.goto('/');
    const middles = await page.locator('header > :visible').evaluateAll(all =>
      all.map(one => {
        const words = document.createRange();
        words.selectNodeContents(one);
        const { top, bottom } = words.getBoundingClientRect();
        return Math.round((top + bottom) / 2);
      }),
    );
    expect(middles).toHaveLength(3);
    expect(Math.max(...middles) - Math.min(...middles)).toBeLessThanOrEqual(1);
    expect(await page.locator('.with-script').first().boundingBox()).toBeNull();
  },
);

test('the form is painted in its style before anything else has come', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url, phone: true, badLine: true });
  const held: (() => void)[] = [];
  await page.route('**/assets/**', route => {
    held.push(() => void route.abort());
  });
  await page.goto('/', { waitUntil: 'commit' });
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  expect(await page.locator('#message').evaluate(field => getComputedStyle(field).borderRadius)).toBe('8px');
  for (const release of held) release();
});

test('where our script never comes, the language button keeps the text, and both consents are there', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url, badLine: true });
  await page.route('**/assets/form-*', route => route.abort());
  await page.goto('/');
  expect(await page.locator('.consent:visible').count()).toBe(2);
  const switches = page.locator('header').getByText('English').locator('visible=true');
  expect(await switches.count()).toBe(1);
  await page.locator('#message').fill('쓰다 만 글');
  await switches.click();
  await page.getByRole('heading', { name: 'Your report becomes news' }).waitFor();
  expect(await page.locator('#message').inputValue()).toBe('쓰다 만 글');
});

test('no style gives a hidden field a place on a page, in whichever browser', async () => {
  const world = await createWorld();
  await world.request.post('/tips').type('form').send({ message: '글' });
  await world.signIn();
  const page = await openPage({ url: world.url });
  await page.goto('/?article=https://ytn.co.kr/1');
  expect(await shownHiddenFields(page)).toEqual({ fields: 3, shown: [] });
  await page.goto('/admin/login');
  await page.locator('input[name=email]').fill('editor@newsroom.example');
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('input[name=password]').press('Enter');
  await page.waitForURL('**/admin');
  await page.goto('/admin/tips/1');
  const staff = await shownHiddenFields(page);
  expect(staff.shown).toEqual([]);
  expect(staff.fields).toBeGreaterThan(0);
});

const topsOf = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll(all => all.map(one => one.getBoundingClientRect().top));

/** A link within a sentence is as high as its line (WCAG 2.2, 2.5.5); of a box with words the words are the target too. */
const smallTargets = (page: Page) =>
  page.evaluate(() => {
    const targets = [
      ...document.querySelectorAll<HTMLElement>('a, button, summary, input, textarea, select'),
    ];
    return targets.flatMap(target => {
      const { width, height } = (target.closest('label') ?? target).getBoundingClientRect();
      const isInSentence = target.closest('p, li') !== null && getComputedStyle(target).display === 'inline';
      const isUnseen = width === 0 || target.closest('.unseen, .skip') !== null || target.tabIndex < 0;
      const isLargeEnough = Math.round(width) >= 44 && Math.round(height) >= 44;
      return isInSentence || isUnseen || isLargeEnough ? [] : [`${target.outerHTML} ${width} × ${height}`];
    });
  });

/** Chromium hides them whatever a style says; WebKit does not, and its Tab stops at each. */
const shownHiddenFields = (page: Page) =>
  page.evaluate(() => {
    const rulesOf = (list: CSSRuleList): CSSStyleRule[] =>
      [...list].flatMap(rule => {
        if (rule instanceof CSSStyleRule) return [rule];
        return rule instanceof CSSGroupingRule ? rulesOf(rule.cssRules) : [];
      });
    const rules = [...document.styleSheets].flatMap(sheet => rulesOf(sheet.cssRules));
    const fields = [...document.querySelectorAll('input[type=hidden]')];
    const showing = rules.filter(({ style }) => !['', 'none'].includes(style.display));
    const shown = showing.filter(rule => fields.some(field => field.matches(rule.selectorText)));
    return { fields: fields.length, shown: shown.map(rule => rule.selectorText) };
  });
