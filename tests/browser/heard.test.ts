import { expect, test } from 'vitest';
import { atBadLine, choose, hear, inState, MB, row, SLOW, send, video } from './uploads/world.ts';

test('after “Send” nobody hears that Send is to be pressed, and what comes last is that it is sent', async () => {
  const { world, line, page } = await atBadLine(SLOW);
  await choose(page, video('one.mp4', MB));
  const heard = await hear(page);
  await send(page, world);
  await page.locator('#sending').getByText('sent by itself once they are through').waitFor();
  expect(await page.getByRole('region', { name: 'Uploading your files' }).count()).toBe(1);
  await page.route('**/tips*', route => route.abort());
  line.throttle(null);
  await page.locator('#summary').getByText('The connection was lost').waitFor();
  const told = await heard();
  expect(told.filter(sentence => sentence.includes('Press “Send'))).toEqual([]);
  expect(told.findIndex(sentence => sentence.startsWith('Sending'))).toBeGreaterThan(
    told.findIndex(sentence => sentence.includes('sent by itself')),
  );
});

test('what is chosen is read as a list, and the button tells how many there are', async () => {
  const { page } = await atBadLine(50 * MB);
  await choose(page, [video('one.mp4', 1_000), video('two.mp4', 2_000), video('three.mp4', 3_000)]);
  for (const name of ['one.mp4', 'two.mp4', 'three.mp4']) await inState(page, name, 'done');
  const count = () => page.evaluate<number>("document.querySelector('input[type=file]').files.length");
  expect(await count()).toBe(3);
  expect(await page.getByRole('list', { name: 'Chosen files' }).getByRole('listitem').count()).toBe(3);
  await row(page, 'two.mp4').getByRole('button', { name: 'Remove' }).click();
  await expect.poll(count).toBe(2);
  await page.reload();
  await inState(page, 'one.mp4', 'done');
  expect(await count()).toBe(2);
});
