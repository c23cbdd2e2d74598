import { once } from 'node:events';
import express from 'express';
import { expect, test } from 'vitest';
import { createLive } from '../../../../src/web/staff/live/live.ts';
import { whenDone } from '../../../support/cleanup.ts';
import { DAY, HOUR } from '../../../support/clock.ts';
import { createTipWorld } from '../../../tips/tip-world.ts';

test('Open pages are told to look again when the desk’s day changes, once a day', async () => {
  const { desk, clock, viewer } = await createTipWorld();
  const live = createLive(desk, { every: 5 });
  const app = express().get('/', (raw, response) => {
    live.open({ raw, response, viewer, credential: { id: 'session' } }, async () => viewer);
  });
  const server = app.listen(0, '127.0.0.1');
  whenDone(async () => {
    await live.close();
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  const address = server.address();
  const answer = await fetch(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
  let heard = '';
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const piece of answer.body ?? []) heard += decoder.decode(piece);
  })().catch(() => {});
  const told = () => heard.split('event: again\n').length - 1;
  const beats = (count: number) => {
    const before = heard.split(':\n\n').length;
    return expect.poll(() => heard.split(':\n\n').length).toBeGreaterThan(before + count);
  };
  await beats(3);
  // It is five past two in the afternoon there.
  clock.move(9 * HOUR);
  await beats(3);
  expect(told()).toBe(0);
  clock.move(HOUR);
  await expect.poll(told).toBe(1);
  await beats(3);
  expect(told()).toBe(1);
  clock.move(DAY);
  await expect.poll(told).toBe(2);
  await live.close();
  await reading;
});
