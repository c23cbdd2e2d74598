import { expect, test } from 'vitest';
import { KEYS } from '../../../src/keys.ts';
import { createWorld } from '../../support/world.ts';

/** They go from row to row by themselves. */
const OF_ROWS: readonly string[] = ['down', 'up', 'open', 'tick', 'tickTo'];

test('Each key of the table presses something that a page shows, and the page of keys tells of it', async () => {
  const world = await createWorld();
  const agent = await world.signIn();
  for (const message of ['하나', '둘', '셋', '넷'])
    await world.request.post('/tips').type('form').send({ message }).expect(303);
  const change = agent.post('/admin/changes').type('form').send({ numbers: '4', press: 'take' });
  const done = (await change.expect(303)).headers['location'] ?? '';
  const pages = await Promise.all(
    ['/admin', done, '/admin/tips/2?back=view%3Dnew', '/admin/live/list'].map(
      async path => (await agent.get(path).expect(200)).text,
    ),
  );
  const missing = Object.entries(KEYS).filter(
    ([name, { keys }]) => !OF_ROWS.includes(name) && !pages.join('').includes(`data-key="${keys}"`),
  );
  expect(missing).toEqual([]);
  const told = (await agent.get('/admin/keys').expect(200)).text;
  for (const caps of [['G', 'N'], ['J'], ['Shift', 'X'], ['Esc'], ['Ctrl', 'Enter'], ['?'], ['!'], ['T']])
    expect(told).toContain(`<dt>${caps.map(cap => `<kbd>${cap}</kbd>`).join('')}</dt>`);
});
