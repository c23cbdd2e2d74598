import { once } from 'node:events';
import express from 'express';
import { expect, test } from 'vitest';
import { createLive } from '../../../../src/web/staff/live/live.ts';
import { whenDone } from '../../../support/cleanup.ts';
import { createTipWorld } from '../../../tips/tip-world.ts';

test('Whose browser went before its stream began takes up no place', async () => {
  const { desk, viewer } = await createTipWorld();
  const live = createLive(desk);
  const credential = { id: 'session' };
  const [came, left] = [new Set<object>(), new Set<object>()];
  const app = express().get('/:how', async (raw, response) => {
    came.add(raw);
    if (raw.params.how === 'gone') await once(response, 'close');
    live.open({ raw, response, viewer, credential }, async () => viewer);
    left.add(raw);
  });
  const server = app.listen(0, '127.0.0.1');
  whenDone(async () => {
    await live.close();
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  for (let count = 0; count < 8; count += 1) {
    const leaving = new AbortController();
    const answer = fetch(`${url}/gone`, { signal: leaving.signal });
    answer.catch(() => {});
    await expect.poll(() => came.size).toBe(count + 1);
    leaving.abort();
    await expect.poll(() => left.size).toBe(count + 1);
  }
  const answer = await fetch(`${url}/here`);
  expect(answer.status).toBe(200);
  await answer.body?.cancel();
});
