import { expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.ts';

const idOfNextMail = async ({ request, mails }: World, count: number) => {
  await request.post('/tips').type('form').send({ message: '글' }).expect(303);
  return (await mails(count)).at(-1)?.parsed.messageId;
};

const others: unknown[] = [];

test.each(['one', 'another'])(
  'The first mail of %s desk of a domain has a Message-ID of its own',
  async () => {
    const id = await idOfNextMail(await createWorld(), 1);
    expect(id).toMatch(/^<tip-1\.1\.[0-9a-f]{12}@newsroom\.example>$/);
    expect(others).not.toContain(id);
    others.push(id);
  },
);

test('A desk keeps its letters over a restart', async () => {
  const world = await createWorld();
  const first = await idOfNextMail(world, 1);
  await world.restart();
  expect(await idOfNextMail(world, 2)).toBe(first?.replace('tip-1', 'tip-2'));
});
