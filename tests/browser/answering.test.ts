import { expect, test } from 'vitest';
import { accessibilityFaults } from '../support/axe.ts';
import { createWorld } from '../support/world.ts';
import { note, openTip } from './desk-world.ts';

test.each([true, false])(
  'Words to the reader and a note have a field each, and what was sent is undone, with script: %s',
  async javaScript => {
    const world = await createWorld();
    const page = await openTip(world, { javaScript });
    const answer = page.getByLabel('제보자에게 보낼 말');
    await note(page).fill('목소리가 익숙함');
    expect(await answer.isVisible()).toBe(false);
    await page.locator('label[for=to-reader]').click();
    expect(await note(page).isVisible()).toBe(false);
    await answer.fill('영상을 써도 될까요?');
    await page.getByRole('button', { name: '제보자에게 보내기' }).click();
    const sent = page.locator('.line .to-reader', { hasText: '영상을 써도 될까요?' });
    await sent.waitFor();
    expect(await note(page).inputValue()).toBe('목소리가 익숙함');
    await sent.getByRole('button', { name: '되돌리기' }).click();
    await sent.waitFor({ state: 'detached' });
    expect(await answer.inputValue()).toBe('영상을 써도 될까요?');
    expect(await world.database.query.selectFrom('notes').select('id').execute()).toEqual([]);
  },
);

test('Keys lead to the reader’s field, send what is in it, and undo that; what is typed is kept', async () => {
  const world = await createWorld();
  const page = await openTip(world);
  const answer = page.getByLabel('제보자에게 보낼 말');
  await page.keyboard.press('r');
  await expect.poll(() => answer.evaluate(field => field === document.activeElement)).toBe(true);
  await page.keyboard.type('어디신가요?');
  await page.locator('#draft-kept', { hasText: '쓴 글을 보관했어요.' }).waitFor();
  await page.reload();
  expect(await answer.inputValue()).toBe('어디신가요?');
  await answer.press('Control+Enter');
  await page.locator('.made', { hasText: '제보자에게 곧 보내요.' }).waitFor();
  await page.keyboard.press('z');
  await page.locator('.line .to-reader').waitFor({ state: 'detached' });
  expect(await answer.inputValue()).toBe('어디신가요?');
  await page.locator('label[for=to-staff]').click();
  await note(page).fill('목소리가 익숙함');
  await page.locator('#draft-kept', { hasText: '쓴 글을 보관했어요.' }).waitFor();
  await page.reload();
  // What removes the draft stands before what adds the note.
  await note(page).press('Control+Enter');
  await page.locator('.line .written', { hasText: '목소리가 익숙함' }).waitFor();
});

test.each([
  { lang: 'ko', phone: true, colorScheme: 'light' },
  { lang: 'en', phone: false, colorScheme: 'dark' },
] as const)(
  'axe finds nothing where one writes to a reader, and nothing scrolls sideways: %j',
  async visit => {
    const world = await createWorld();
    const page = await openTip(world, visit);
    await page.locator('label[for=to-reader]').click();
    await page.locator('#answer').fill('https://news.example/'.repeat(20));
    await page.locator('.for-reader button[type=submit]').click();
    await page.locator('.line .to-reader').waitFor();
    await page.locator('label[for=to-reader]').click();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 800 });
    const [whole, shown] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    expect(whole).toBeLessThanOrEqual(shown ?? 0);
  },
);
