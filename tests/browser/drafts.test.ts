import { expect, test } from 'vitest';
import { createWorld, PASSWORD } from '../support/world.ts';
import { closeAs, email, note, openTip } from './desk-world.ts';

test.each([true, false])(
  'What was typed beside close stays in the field, with script: %s',
  async javaScript => {
    const world = await createWorld();
    const page = await openTip(world, { javaScript });
    await note(page).fill('아직 다 못 쓴 메모');
    await closeAs(page, '뉴스가 됨');
    await page.getByText('쓰던 메모를 아직 남기지 않았어요.').waitFor();
    expect(await note(page).inputValue()).toBe('아직 다 못 쓴 메모');
    await note(page).fill('다 쓴 메모');
    await page.getByRole('button', { name: '메모 남기기', exact: true }).click();
    await page.locator('.line .note', { hasText: '다 쓴 메모' }).waitFor();
    expect(await note(page).inputValue()).toBe('');
    expect(await world.database.query.selectFrom('drafts').select('id').execute()).toEqual([]);
  },
);

test('What is typed is kept while it is typed, is there in another window, and is sent once', async () => {
  const world = await createWorld();
  const page = await openTip(world);
  const drafts = () => world.database.query.selectFrom('drafts').select(['id', 'revision']).execute();
  const button = page.getByRole('button', { name: '메모 남기기', exact: true });
  await button.scrollIntoViewIfNeeded();
  const place = await button.boundingBox();
  await note(page).pressSequentially('전화해 봄');
  await expect.poll(drafts).toHaveLength(1);
  await page.locator('#draft-kept', { hasText: '쓴 글을 보관했어요.' }).waitFor();
  expect(await button.boundingBox()).toEqual(place);
  const other = await page.context().newPage();
  await other.goto('/admin/tips/1');
  expect(await note(other).inputValue()).toBe('전화해 봄');
  await other.close();

  // Pressed while it is being kept: it waits for that, and nothing of it comes back as a draft.
  const pressed = Promise.withResolvers<void>();
  await page.route('**/drafts', async route => {
    await pressed.promise;
    await route.continue();
  });
  const order: string[] = [];
  page.on('response', answer => answer.url().endsWith('/drafts') && order.push('kept'));
  page.on('request', request => new URL(request.url()).pathname.endsWith('/closure') && order.push('closed'));
  await page.locator('.closing > summary').click();
  await page.getByLabel('쓰던 글도 메모로 남기기').check();
  const keeping = page.waitForRequest('**/drafts');
  await note(page).pressSequentially(', 내일 다시');
  await keeping;
  await page.locator('.closing').getByRole('button', { name: '뉴스가 됨' }).click();
  pressed.resolve();
  await page.locator('.line .note', { hasText: '전화해 봄, 내일 다시' }).waitFor();
  expect(order).toEqual(['kept', 'closed']);
  expect(await drafts()).toEqual([]);
  expect(await world.database.query.selectFrom('notes').select('id').execute()).toHaveLength(1);
  const { state } = await world.database.query.selectFrom('tips').select('state').executeTakeFirstOrThrow();
  expect(state).toBe('closed');
});

test('Who leaves the page at once finds what was typed there, and the list tells of it', async () => {
  const world = await createWorld();
  const page = await openTip(world);
  await note(page).pressSequentially('급한 메모');
  await page.getByRole('link', { name: '← 목록으로' }).click();
  await page.waitForURL('**/admin#tip-1');
  const drafts = world.database.query.selectFrom('drafts').select('id');
  await expect.poll(() => drafts.execute()).toHaveLength(1);
  await page.reload();
  await page.getByText('쓰다가 둔 글이 있어요:').getByRole('link').click();
  expect(await note(page).inputValue()).toBe('급한 메모');
});

test('A session that ends while somebody types is told, and the text is there after signing in', async () => {
  const world = await createWorld();
  const page = await openTip(world);
  await page.context().clearCookies();
  await note(page).fill('긴 메모');
  await page.locator('#draft-kept', { hasText: '로그인이 끝났어요.' }).waitFor();
  await page.getByRole('button', { name: '메모 남기기', exact: true }).click();
  await page.getByText('쓰던 글은 보관했으니').waitFor();
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('input[name=password]').press('Enter');
  await page.waitForURL(/\/admin\/tips\/1(\?|$)/);
  expect(await note(page).inputValue()).toBe('긴 메모');
  expect(await page.getByText('따로 쓰던 메모').count()).toBe(0);
});
