import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { tipLetter } from '../../src/mail/letters/tip-letter.ts';
import { aTip } from '../mail/mail-world.ts';
import { openPage } from '../support/browser.ts';

const { html } = await tipLetter(
  aTip({
    name: 'a'.repeat(200),
    article: `https://news.example.kr/${'x'.repeat(300)}`,
    contacts: [{ way: 'phone', typed: '01012345678', parsed: '+82 10 1234 5678', mayReply: true }],
    permission: 'no',
  }),
  { position: 1, to: 'desk@ytn.example.kr', date: 0 },
  {
    ...readConfig({ PUBLIC_URL: 'https://tips.example.kr' }),
    attachLimit: 0,
    links: new Set<string>(),
    hidesContacts: false,
    read: () => Readable.from([]),
  },
);

const contrast = (one: number, other: number) =>
  (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

/** Relative luminance (WCAG 2.2), of `rgb(…)`. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/g) ?? []).map(part => {
    const value = Number(part) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test.each(['light', 'dark'] as const)('A mail is legible on a narrow phone in %s', async colorScheme => {
  const page = await openPage({ url: 'http://localhost', colorScheme });
  await page.setViewportSize({ width: 360, height: 800 });
  await page.setContent(html);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  expect(await page.locator('div[style*="display:none"]').isVisible()).toBe(false);
  const seen = await page.evaluate(() =>
    [...document.querySelectorAll('p, h1, h2, th, td, a, span, div')]
      .filter(element =>
        [...element.childNodes].some(node => node.nodeType === 3 && node.textContent?.trim()),
      )
      .map(element => {
        let ground: Element | null = element;
        while (ground && getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)')
          ground = ground.parentElement;
        const { color } = getComputedStyle(element);
        return { color, ground: ground ? getComputedStyle(ground).backgroundColor : 'rgb(255, 255, 255)' };
      }),
  );
  expect(seen.length).toBeGreaterThan(15);
  for (const { color, ground } of seen)
    expect(contrast(luminance(color), luminance(ground))).toBeGreaterThan(4.5);
  expect(luminance(seen[0]?.ground ?? '') < 0.1).toBe(colorScheme === 'dark');
});
