import { expect, test } from 'vitest';
import { createWorld } from '../support/world.ts';
import { openDesk } from './desk-world.ts';

test('A tip arrives in two browsers by itself, and a row says what a colleague did, where it stood', async () => {
  const world = await createWorld();
  const send = (message: string) => world.request.post('/tips').field('message', message).expect(303);
  await send('먼저 온 제보');
  const [one, other] = [await openDesk(world), await openDesk(world)];
  const before = await other.locator('#tip-1').boundingBox();
  await send('강남역에서 연기가 나요');
  const line = other.getByRole('link', { name: '새 제보 1건이 왔어요. 보기' });
  await line.waitFor();
  await one.getByRole('link', { name: '새 제보 1건이 왔어요. 보기' }).click();
  await one.getByText('강남역에서 연기가 나요').waitFor();
  await one.goto('/admin/tips/1');
  await one.getByRole('button', { name: '제가 맡을게요' }).click();
  await other.locator('#tip-1').getByText('진행 중').waitFor();
  await other.locator('#tip-1').getByText('editor@newsroom.example').waitFor({ state: 'attached' });
  expect(await other.locator('#tip-1').boundingBox()).toEqual(before);
  expect(await other.locator('#tip-2').count()).toBe(0);
});

test('Tabs of one browser share one stream, and who looks at a tip is named while they do', async () => {
  const world = await createWorld();
  await world.request.post('/tips').field('message', '강남역에서 연기가 나요').expect(303);
  const colleague = await openDesk(world, {}, 'colleague@newsroom.example');
  await colleague.goto('/admin/tips/1');
  const page = await openDesk(world);
  const tab = await page.context().newPage();
  // The first tab asked for the lock before: what this one hears, it hears from there.
  let ownStreams = 0;
  tab.on('request', request => {
    if (new URL(request.url()).pathname === '/admin/live') ownStreams += 1;
  });
  await tab.goto('/admin/tips/1');
  await tab.getByText('colleague@newsroom.example 님도 보고 있어요').waitFor();
  await colleague.getByText('editor@newsroom.example 님도 보고 있어요').waitFor();
  expect(ownStreams).toBe(0);
  await tab.goto('/admin');
  await colleague.getByText('editor@newsroom.example 님도 보고 있어요').waitFor({ state: 'detached' });
});
