import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from '../support/browser.ts';
import { SECOND } from '../support/clock.ts';
import { createWorld, type World } from '../support/world.ts';
import { openDesk } from './desk-world.ts';

const FILM = { name: 'film.mp4', mimeType: 'video/mp4', buffer: Buffer.from('film') };
const QUESTION = '영상을 써도 될까요?';
const ARTICLE = 'https://www.ytn.co.kr/_ln/0103_2026';

/** What is asked, taken back, and asked again; by keys. */
async function ask(desk: Page, world: World): Promise<void> {
  await desk.goto('/admin/tips/1');
  const asked = desk.locator('.line .to-reader', { hasText: QUESTION });
  await desk.keyboard.press('r');
  await desk.keyboard.type(QUESTION);
  await desk.keyboard.press('Control+Enter');
  await asked.waitFor();
  await desk.keyboard.press('z');
  await asked.waitFor({ state: 'detached' });
  world.clock.move(SECOND);
  await desk.locator('#answer').press('Control+Enter');
  await asked.waitFor();
}

async function closeAsNews(desk: Page): Promise<void> {
  await desk.goto('/admin/tips/1');
  await desk.locator('.line', { hasText: FILM.name }).first().waitFor();
  await desk.keyboard.press('e');
  await desk.locator('#article').fill(ARTICLE);
  await desk.locator('button[name=outcome][value=used]').click();
  await desk.locator('.state.closed').waitFor();
}

test.each(['ko', 'en'] as const)(
  'A talk goes from a phone’s tip to the news, without a name, in %s',
  async lang => {
    const world = await createWorld();
    const sender = await openPage({ url: world.url, lang, phone: true });
    await sender.goto('/');
    await sender.locator('#message').fill('역 앞에서 불이 났어요');
    world.clock.move(5 * SECOND);
    await sender.locator('#send').click();
    const receipt = (await sender.locator('#code').textContent()) ?? '';

    const desk = await openDesk(world);
    await ask(desk, world);
    world.clock.move(16 * SECOND);

    const reader = await openPage({ url: world.url, lang, phone: true, javaScript: false });
    await reader.goto('/receipt');
    await reader.locator('#receipt').fill(receipt);
    await reader.locator('#receipt').press('Enter');
    await reader.waitForURL(/\/tip\?/);
    const question = reader.locator('.talk .said', { hasText: QUESTION });
    // It goes once it can no longer be undone.
    const reloaded = async () => {
      await reader.goto('/tip');
      return question.count();
    };
    await expect.poll(reloaded, { timeout: 20_000 }).toBe(1);
    await reader.locator('#files').setInputFiles(FILM);
    await reader.locator('.more-form button[type=submit]').click();
    await reader.locator('.talk', { hasText: FILM.name }).waitFor();
    await reader.locator('button[value=unnamed]').click();
    await reader.locator('button[value=unnamed][aria-pressed=true]').waitFor();
    await reader.locator('.taking-away > summary').click();
    await reader.locator('.taking-away button').click();
    await question.waitFor({ state: 'detached' });

    await closeAsNews(desk);
    await reader.goto('/tip');
    await reader.locator(`a[href="${ARTICLE}"]`).waitFor();
    await reader.locator('.leaving button').click();
    await reader.waitForURL('**/?lang=*');
    expect(await reader.context().cookies()).toEqual([]);
    await reader.goBack();
    await reader.locator('#receipt').waitFor();
    expect(await reader.content()).not.toContain('역 앞에서 불이 났어요');
  },
);
