import { expect, test } from 'vitest';
import { takeTurn } from '../../src/db/turns.ts';
import { HOUR, START } from '../support/clock.ts';
import { freshDatabase } from '../support/databases.ts';

const turn = (now: number, name = 'sweep') => ({ name, every: 6 * HOUR, now });

test('of all that ask at once one has the turn, and the next when its time is over', async () => {
  const database = await freshDatabase();
  const asking = Array.from({ length: 10 }, () => takeTurn(database, turn(START)));
  expect((await Promise.all(asking)).filter(Boolean)).toHaveLength(1);
  expect(await takeTurn(database, turn(START + 6 * HOUR - 1))).toBe(false);
  expect(await takeTurn(database, turn(START + 6 * HOUR - 1, 'another'))).toBe(true);
  expect(await takeTurn(database, turn(START + 6 * HOUR))).toBe(true);
  expect(await takeTurn(database, turn(START + 6 * HOUR))).toBe(false);
});

test('a turn that was taken by a clock ahead of its time keeps nobody waiting once that is right', async () => {
  const database = await freshDatabase();
  expect(await takeTurn(database, turn(START + 1_000 * HOUR))).toBe(true);
  expect(await takeTurn(database, turn(START))).toBe(true);
  expect(await takeTurn(database, turn(START + HOUR))).toBe(false);
});
