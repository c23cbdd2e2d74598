import { expect, test } from 'vitest';
import { createWorld } from '../support/world.ts';
import { openDesk } from './desk-world.ts';

test('Of two who press take at once one has the tip, and the other is told who', async () => {
  const world = await createWorld();
  await world.request.post('/tips').field('message', '강남역에서 연기가 나요').expect(303);
  const people = ['editor@newsroom.example', 'colleague@newsroom.example'];
  const pages = await Promise.all(people.map(who => openDesk(world, {}, who)));
  await Promise.all(pages.map(page => page.goto('/admin/tips/1')));
  await Promise.all(pages.map(page => page.getByRole('button', { name: '제가 맡을게요' }).click()));
  const taker = async () => {
    const row = world.database.query.selectFrom('tips').innerJoin('staff', 'staff.id', 'tips.assignee');
    return (await row.select('staff.email').executeTakeFirst())?.email ?? '';
  };
  await expect.poll(taker).not.toBe('');
  const winner = await taker();
  const other = pages[people.findIndex(email => email !== winner)];
  await other
    ?.getByText(new RegExp(`${winner}.*맡`))
    .first()
    .waitFor();
  expect(await taker()).toBe(winner);
  const opened = world.database.query.selectFrom('events').select('id').where('kind', '=', 'opened');
  expect(await opened.execute()).toHaveLength(1);
});
