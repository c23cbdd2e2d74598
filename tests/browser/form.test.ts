import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from '../support/browser.ts';
import { fileNamesOf } from '../support/sealed-files.ts';
import { headsOf } from '../support/sealed-tips.ts';
import { createWorld } from '../support/world.ts';
import { keptIn } from './kept.ts';

const message = (page: Page) => page.locator('textarea[name=message]');
const file = (name: string, size = 10) => ({ name, mimeType: 'video/mp4', buffer: Buffer.alloc(size, 1) });

test('what was typed survives a reload and a change of language, and is gone after the sending', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url });
  await page.goto('/?article=https://ytn.co.kr/1');
  await message(page).fill('쓰다 만 글');
  await page.locator('summary', { hasText: '어떻게 연락드릴까요?' }).click();
  await page.locator('input[name=phone]').fill('010-1234-5678');
  await page.locator('input[name=reply_by][value=phone]').check();
  await page.locator('input[name=consent_contact]').check();

  await page.reload();
  expect(await message(page).inputValue()).toBe('쓰다 만 글');
  await page.locator('header a[hreflang=en]').click();
  await page.waitForURL(/lang=en/);
  expect(await message(page).inputValue()).toBe('쓰다 만 글');
  expect(await page.locator('input[name=phone]').inputValue()).toBe('010-1234-5678');
  expect(await page.locator('input[name=reply_by][value=phone]').isChecked()).toBe(true);
  expect(await page.locator('input[name=article]').inputValue()).toBe('https://ytn.co.kr/1');

  world.clock.move(5_000);
  await page.locator('#send').click();
  await page.waitForURL('**/sent');
  expect(await page.evaluate('sessionStorage.length')).toBe(0);
  expect(await page.evaluate('localStorage.length')).toBe(0);
});

test('without script, the language changes by a button that loses nothing typed', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url, javaScript: false });
  await page.goto('/');
  await message(page).fill('쓰다 만 글');
  await page.locator('header button', { hasText: 'English' }).click();
  await page.getByRole('heading', { name: 'Your report becomes news' }).waitFor();
  expect(await message(page).inputValue()).toBe('쓰다 만 글');
});

test.each(['without script', 'where our script never comes'])(
  '%s, Enter in a line of text sends nothing',
  async how => {
    const world = await createWorld();
    const javaScript = how !== 'without script';
    const page = await openPage({ url: world.url, javaScript, badLine: true });
    await page.route('**/assets/form-*', route => route.abort());
    await page.goto('/');
    await message(page).fill('엔터로 보내지 않아요');
    await page.locator('summary', { hasText: '언제, 어디서' }).click();
    world.clock.move(5_000);
    await page.locator('input[name=place]').press('Enter');
    // Had Enter sent it, this would come to another page.
    await page.locator('input[name=place]').fill('강남역');
    expect(new URL(page.url()).pathname).toBe('/');
    await page.locator('#send').click();
    await page.waitForURL('**/sent');
    expect(await headsOf(world)).toMatchObject([{ place: '강남역' }]);
  },
);

test('Enter in a line of text moves on to what follows, unless it ends a syllable, and sends nothing', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url });
  await page.goto('/');
  await message(page).fill('첫 줄');
  await message(page).press('End');
  await message(page).press('Enter');
  expect(await message(page).inputValue()).toBe('첫 줄\n');
  await page.locator('summary', { hasText: '어떻게 연락드릴까요?' }).click();
  const focused = () => page.locator(':focus').evaluate(one => one.getAttribute('name') ?? one.tagName);
  await page.locator('input[name=chat]').focus();
  const seen: string[] = [];
  for (let i = 0; i < 4; i++) {
    await page.keyboard.press('Enter');
    seen.push(await focused());
  }
  expect(seen).toEqual(['phone', 'email', 'name', 'reply_by']);
  await page.locator('input[name=name]').evaluate(field => {
    field.focus();
    const { KeyboardEvent } = window;
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }));
  });
  expect(await focused()).toBe('name');
  expect(await world.database.query.selectFrom('tips').select('number').execute()).toEqual([]);
});

test.each([320, 360])('without script, a screen of %d px does not scroll sideways', async width => {
  const world = await createWorld();
  const page = await openPage({ url: world.url, phone: true, javaScript: false });
  await page.setViewportSize({ width, height: 700 });
  await page.goto('/');
  const widest = await page.evaluate('document.documentElement.scrollWidth');
  expect(widest).toBe(width);
  expect(await page.getByText('여기로 끌어다 놓아도 돼요').isVisible()).toBe(false);
});

test.each([320, 360])('on a screen of %d px a receipt code stands in one line', async width => {
  const world = await createWorld();
  const page = await openPage({ url: world.url, phone: true });
  await page.setViewportSize({ width, height: 700 });
  await page.goto('/');
  await message(page).fill('글');
  world.clock.move(5_000);
  await page.locator('#send').click();
  await page.waitForURL('**/sent');
  const tops = await page
    .locator('#code span')
    .evaluateAll(groups => groups.map(group => group.getBoundingClientRect().top));
  expect(new Set(tops).size).toBe(1);
});

test('Back never brings what was sent to the screen again, not even from an older form', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url });
  page.on('dialog', dialog => void dialog.accept());
  await page.goto('/?lang=ko');
  await message(page).fill('화면에 남으면 안 되는 글');
  await page.locator('summary', { hasText: '어떻게 연락드릴까요?' }).click();
  await page.locator('input[name=phone]').fill('010-1234-5678');
  const submission = await page.locator('input[name=submission]').inputValue();
  await page.locator('footer a[href^="/privacy"]').click();
  await page.locator('header a.newsroom').click();
  await page.locator('header a[hreflang=en]').click();
  await page.waitForURL(/lang=en/);
  await page.locator('input[name=consent_contact]').check();
  world.clock.move(5_000);
  await page.locator('#send').click();
  await page.waitForURL('**/sent');

  await page.goBack();
  await page.waitForURL(/privacy/);
  await page.goBack();
  await page.waitForURL(/\/\?lang=ko/);
  await expect.poll(() => page.locator('input[name=submission]').inputValue()).not.toBe(submission);
  expect(await message(page).inputValue()).toBe('');
  expect(await page.locator('input[name=phone]').inputValue()).toBe('');
});

test('a change of language leaves no form in the other one behind', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url });
  await page.goto('/channels?lang=ko');
  await page.goto('/?lang=ko');
  await message(page).fill('한국어로 쓴 글');
  for (const lang of ['en', 'ko', 'en']) {
    await page.locator(`header a[hreflang=${lang}]`).click();
    await page.waitForURL(new RegExp(`lang=${lang}`));
  }
  expect(await message(page).inputValue()).toBe('한국어로 쓴 글');
  await page.goBack();
  await page.waitForURL(/channels/);
  await page.goForward();
  await expect.poll(() => message(page).inputValue()).toBe('한국어로 쓴 글');
  expect(page.url()).toContain('lang=en');
});

test('a way to be reached is ticked as it is written, until the reader ticks by hand', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url });
  await page.goto('/');
  await page.locator('summary', { hasText: '어떻게 연락드릴까요?' }).click();
  const ticked = (way: string) => page.locator(`input[name=reply_by][value=${way}]`).isChecked();
  await page.locator('input[name=phone]').fill('010');
  expect(await ticked('phone')).toBe(true);
  await page.locator('input[name=phone]').fill('');
  expect(await ticked('phone')).toBe(false);

  await page.locator('input[name=phone]').fill('010');
  await page.locator('input[name=reply_by][value=phone]').uncheck();
  await page.locator('input[name=phone]').fill('010-1');
  await page.locator('input[name=email]').fill('a@b.kr');
  expect([await ticked('phone'), await ticked('email')]).toEqual([false, false]);

  await page.reload();
  await page.locator('input[name=chat]').fill('hong');
  expect([await ticked('phone'), await ticked('chat')]).toEqual([false, false]);
});

test('to stay anonymous and to be reached shut each other out', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url });
  await page.goto('/');
  await page.locator('summary', { hasText: '어떻게 연락드릴까요?' }).click();
  const box = (way: string) => page.locator(`input[name=reply_by][value=${way}]`);
  const ticked = () =>
    page
      .locator('input[name=reply_by]:checked')
      .evaluateAll(all => all.map(one => one.getAttribute('value')));
  await box('phone').check();
  await box('chat').check();
  expect(await ticked()).toEqual(['chat', 'phone']);
  await box('none').check();
  expect(await ticked()).toEqual(['none']);
  await box('email').check();
  expect(await ticked()).toEqual(['email']);
});

test('files are listed with size and a way to take one out, more can be added, and too much is told at once', async () => {
  const world = await createWorld({ settings: { UPLOAD_FILE_LIMIT: '1mb', UPLOAD_FILE_COUNT: '3' } });
  const page = await openPage({ url: world.url, lang: 'en' });
  await page.goto('/');
  const input = page.locator('input[name=files]');
  const listed = page.locator('#chosen li');
  await input.setInputFiles([file('a.mp4', 2_048), file('b.mp4')]);
  await input.setInputFiles([file('c.mp4')]);
  await expect.poll(() => listed.count()).toBe(3);
  expect(await listed.first().innerText()).toContain('2 KB');

  await input.setInputFiles([file('big.mp4', 1_048_577)]);
  await page.getByText('“big.mp4” is too large').first().waitFor();
  expect(await listed.count()).toBe(3);
  await listed.first().getByRole('button', { name: 'Remove' }).click();
  await expect.poll(() => listed.count()).toBe(2);

  await message(page).fill('with files');
  world.clock.move(5_000);
  await page.locator('#send').click();
  await page.waitForURL('**/sent');
  expect(await fileNamesOf(world)).toEqual(['b.mp4', 'c.mp4']);
});

test('a refused post says so in a summary that takes the focus, and the files stay chosen', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url, lang: 'en' });
  await page.goto('/');
  await page.locator('input[name=files]').setInputFiles([file('a.mp4')]);
  await message(page).fill('text');
  await page.locator('summary', { hasText: 'How may we reach you?' }).click();
  await page.locator('input[name=email]').fill('hong@example.kr');
  world.clock.move(5_000);
  await page.locator('#send').click();
  const summary = page.locator('#summary');
  await summary.getByRole('link').first().waitFor();
  expect(await summary.evaluate(element => element === document.activeElement)).toBe(true);
  expect(await page.locator('#consent_contact-fault').innerText()).toContain('agree');

  await page.locator('input[name=consent_contact]').check();
  await page.locator('#send').click();
  await page.waitForURL('**/sent');
  expect(await fileNamesOf(world)).toEqual(['a.mp4']);
});

test('without script, a refused post keeps what was typed and brings the focus to the summary', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url, lang: 'en', javaScript: false });
  await page.goto('/');
  await page.locator('summary', { hasText: 'When and where' }).click();
  await page.locator('input[name=place]').fill('강남역');
  world.clock.move(5_000);
  await page.locator('#send').click();
  await page.locator('#summary').waitFor();
  expect(await page.locator('input[name=place]').inputValue()).toBe('강남역');
  expect(await page.locator('#message-fault').innerText()).toContain('Please write what happened');
});

test('two clicks at once are one tip', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url });
  await page.goto('/');
  await message(page).fill('두 번 눌렀어요');
  world.clock.move(5_000);
  await page.locator('#send').dblclick();
  await page.waitForURL('**/sent');
  expect(await world.database.query.selectFrom('tips').select('number').execute()).toHaveLength(1);
});

test('a lost connection is told, and the tip is sent once it is back', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url, lang: 'en' });
  await page.goto('/');
  await message(page).fill('on a train');
  world.clock.move(5_000);
  await page.context().setOffline(true);
  await page.locator('#send').click();
  await page.locator('#summary').getByText('The connection was lost').waitFor();
  await page.context().setOffline(false);
  await page.waitForURL('**/sent');
  expect(await message(page).count()).toBe(0);
});

test('the receipt warns once before it is left, and not when it was noted or saved', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url });
  const asked: string[] = [];
  page.on('dialog', dialog => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  const sendOne = async (text: string) => {
    await page.goto('/');
    await message(page).fill(text);
    world.clock.move(5_000);
    await page.locator('#send').click();
    await page.waitForURL('**/sent');
  };
  await sendOne('하나');
  // Browsers only ask where the person has done something on the page.
  await page.locator('h1').click();
  await page.goto('/');
  expect(asked).toEqual(['beforeunload']);

  await sendOne('둘');
  await page.locator('#noted').check();
  await page.goto('/');
  expect(asked).toEqual(['beforeunload']);

  await sendOne('셋');
  await Promise.all([page.waitForEvent('download'), page.locator('#save').click()]);
  await page.goto('/');
  expect(asked).toEqual(['beforeunload']);
});

test('the letters that are left are counted as the desk counts them, however they are composed', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url });
  await page.goto('/');
  for (const letter of ['가', '가'.normalize('NFD'), '🚒']) {
    await message(page).fill(letter.repeat(95_000));
    expect(await page.locator('#letters').textContent()).toContain('5,000');
  }
});

test('a tip is sent with the keyboard alone', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url, lang: 'en' });
  await page.goto('/');
  const tabTo = async (selector: string) => {
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab');
      if (await page.locator(selector).evaluate(element => element === document.activeElement)) return;
    }
    throw new Error(`Tab never came to ${selector}`);
  };
  await tabTo('#message');
  await page.keyboard.type('typed with keys alone');
  await tabTo('#send');
  const ring = await page.locator('#send').evaluate(element => getComputedStyle(element).outlineWidth);
  expect(Number.parseFloat(ring)).toBeGreaterThanOrEqual(2);
  world.clock.move(5_000);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/sent');
});

test('nothing on the form page moves while it loads, on a slow phone too', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url, phone: true });
  await page.addInitScript(`
    window.moved = [];
    new PerformanceObserver(list => {
      for (const { sources } of list.getEntries())
        for (const { node } of sources) window.moved.push(node?.parentElement?.outerHTML ?? 'gone by now');
    }).observe({ type: 'layout-shift', buffered: true });
  `);
  // So slow that the browser paints the page in parts, as it reads it.
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 8 });
  await page.goto('/');
  await page.locator('html.has-script').waitFor();
  await page.evaluate('new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
  expect(await page.evaluate('window.moved')).toEqual([]);
});

test('without script, a form that comes back keeps the uploads that it brought, and drops those that are not to be had', async () => {
  const world = await createWorld();
  const begun = await world.request
    .post('/uploads')
    .set({
      'Tus-Resumable': '1.0.0',
      'Upload-Length': '1',
      'Upload-Metadata': 'filename YQ==',
      'Content-Type': 'application/offset+octet-stream',
    })
    .send('x');
  const url = begun.headers['location'];
  const back = await world.request.post('/tips').type('form').send({ message: '', uploads: url });
  expect(back.text).toContain(`<input type="hidden" name="uploads" value="${url}"/>`);
  const refused = await world.request
    .post('/tips')
    .type('form')
    .send({ message: '', uploads: '/uploads/no' });
  expect(refused.text).not.toContain('name="uploads"');
});

test('Back to an older form brings what was written last, not what this page had then', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url });
  await page.goto('/?lang=ko');
  await message(page).fill('first words');
  await page.locator('footer a[href^="/privacy"]').click();
  await page.locator('header a.newsroom').click();
  await expect.poll(() => message(page).inputValue()).toBe('first words');
  await message(page).fill('first words, and what came to mind after');
  await page.locator('summary', { hasText: '어떻게 연락드릴까요?' }).click();
  await page.locator('input[name=phone]').fill('010-1234-5678');
  await page.goBack();
  await page.waitForURL(/privacy/);
  await page.goBack();
  await page.waitForURL(/\/\?lang=ko/);
  await expect.poll(() => message(page).inputValue()).toBe('first words, and what came to mind after');
  expect(await page.locator('input[name=phone]').inputValue()).toBe('010-1234-5678');
  expect(await page.locator('input[name=phone]').isVisible()).toBe(true);

  // As the browser does it with a page from its memory, of which it keeps none under test.
  const draft = await keptIn<{ fields: [string, string][] }>(page, 'jebo-draft');
  const fields = draft?.fields.map(([name, value]) => [name, name === 'message' ? 'the last words' : value]);
  await page.evaluate(`{
    sessionStorage.setItem('jebo-draft', JSON.stringify(${JSON.stringify({ ...draft, fields })}));
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  }`);
  expect(await message(page).inputValue()).toBe('the last words');
});

test('where our script never comes, a file that was chosen is seen and sent', async () => {
  const world = await createWorld();
  const page = await openPage({ url: world.url, badLine: true });
  await page.route('**/assets/form-*', route => route.abort());
  await page.goto('/');
  const input = page.locator('input[name=files]');
  await input.setInputFiles([file('현장.mp4')]);
  await expect.poll(() => input.evaluate(element => getComputedStyle(element).opacity)).toBe('1');
  await message(page).fill('글');
  world.clock.move(5_000);
  await page.locator('#send').click();
  await page.waitForURL('**/sent');
  expect(await fileNamesOf(world)).toEqual(['현장.mp4']);
});
