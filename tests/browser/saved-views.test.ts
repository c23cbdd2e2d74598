import type { Agent } from 'supertest';
import { expect, test } from 'vitest';
import { accessibilityFaults } from '../support/axe.ts';
import { createWorld, type World } from '../support/world.ts';
import { openDesk } from './desk-world.ts';

const save = (agent: Agent, name: string, shared: boolean) =>
  agent
    .post('/admin/views')
    .type('form')
    .send({ name, query: 'view=new&has=media', ...(shared && { shared: 'on' }) })
    .expect(303);

/** As many as there may be, each with a name as long as it may be. */
async function deskWithViews(): Promise<World> {
  const world = await createWorld();
  const agent = await world.signIn();
  await world.request.post('/tips').field('message', '하나').expect(303);
  for (let count = 10; count < 22; count++) {
    await save(agent, `${count}${'가나다 '.repeat(9)}끝`, false);
    await save(agent, `${count}${'W'.repeat(38)}`, true);
  }
  return world;
}

test('Whoever has two dozen views of long names scrolls their tabs alone, on any screen', async () => {
  const page = await openDesk(await deskWithViews());
  await page.goto(`/admin?${new URLSearchParams({ view: `21${'W'.repeat(38)}`, unread: 'on' })}`);
  expect(await accessibilityFaults(page)).toEqual([]);
  for (const width of [1280, 360, 180]) {
    await page.setViewportSize({ width, height: 740 });
    await page.evaluate(`for (const folded of document.querySelectorAll('details')) folded.open = true`);
    expect(await page.evaluate('document.documentElement.scrollWidth'), `${width}`).toBe(width);
  }
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('A list is saved, changed, removed and saved again with buttons alone, without script', async () => {
  const world = await createWorld();
  const page = await openDesk(world, { javaScript: false, phone: true });
  await page.goto('/admin?has=file');
  await page.getByText('이 보기 저장').click();
  await page.getByLabel('보기 이름').fill('파일');
  await page.getByRole('button', { name: '저장하기' }).click();
  await page.getByText('보기를 저장했어요.').waitFor();
  await page.getByText('이 보기 바꾸기').click();
  await page.getByLabel('보기 이름').fill('새 제보');
  await page.getByRole('button', { name: '바꾸기', exact: true }).click();
  await page.getByText('같은 이름의 보기가 이미 있어요.').waitFor();
  expect(await page.getByLabel('보기 이름').inputValue()).toBe('새 제보');
  await page.getByLabel('보기 이름').fill('파일이 든 것');
  await page.getByRole('button', { name: '바꾸기', exact: true }).click();
  await page.getByText('보기를 바꿨어요.').waitFor();
  await page.getByText('이 보기 바꾸기').click();
  await page.getByRole('button', { name: '보기 지우기' }).click();
  await page.getByText('보기를 지웠어요.').waitFor();
  await page.getByRole('button', { name: '저장하기' }).click();
  await page.getByText('보기를 저장했어요.').waitFor();
  expect(await page.locator('.views a[aria-current]').textContent()).toContain('파일이 든 것');
});
