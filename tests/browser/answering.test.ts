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

test.each([true, false])(
  'Files that are chosen go with the answer, and stand beside it, with script: %s',
  async javaScript => {
    const world = await createWorld();
    const page = await openTip(world, { javaScript });
    await page.locator('label[for=to-reader]').click();
    await page.getByLabel('제보자에게 보낼 말').fill('동의서예요');
    const file = { name: '동의서.pdf', mimeType: 'application/pdf', buffer: Buffer.from('이용 동의서') };
    await page.getByLabel('함께 보낼 파일').setInputFiles([file]);
    await page.getByRole('button', { name: '제보자에게 보내기' }).click();
    const sent = page.locator('.line .to-reader', { hasText: '동의서예요' });
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      sent.getByRole('link', { name: '동의서.pdf' }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe('동의서.pdf');
    expect(await page.locator('.gallery > li').count()).toBe(1);
  },
);

test('A ready answer is put where one types, without a new page', async () => {
  const world = await createWorld();
  const admin = await world.signIn();
  const ready = { name: '영상', text_ko: '영상을 써도 될까요?', text_en: '' };
  await admin.post('/admin/ready-answers').type('form').send(ready).expect(303);
  const page = await openTip(world);
  await page.locator('label[for=to-reader]').click();
  const answer = page.getByLabel('제보자에게 보낼 말');
  await answer.fill('안녕하세요.\n고맙습니다.');
  await answer.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(6, 6));
  const url = page.url();
  await page.getByRole('button', { name: '글에 넣기' }).click();
  await expect.poll(() => answer.inputValue()).toBe('안녕하세요.\n영상을 써도 될까요?\n고맙습니다.');
  expect(page.url()).toBe(url);
});
