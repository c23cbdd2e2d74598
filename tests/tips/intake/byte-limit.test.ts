import { expect, test } from 'vitest';
import { createByteLimit } from '../../../src/tips/intake/limits/byte-limit.ts';
import { createClock, HOUR, MINUTE } from '../../support/clock.ts';

const GB = 1024 ** 3;
const ONE = '203.0.113.7';
const OTHER = '198.51.100.1';

/** A disk on which so much is left, or null: half of it is free. */
function createDisk(left: number | null) {
  const disk = { left, scarce: async () => disk.left };
  const clock = createClock();
  const limit = createByteLimit(disk, clock);
  /** Brings as much as it may. */
  const bring = async (address: string | undefined, wanted: number) => {
    const room = await limit.take(address, wanted);
    room.keep(room.bytes);
    if (disk.left !== null) disk.left -= room.bytes;
    return room.bytes / GB;
  };
  return { disk, clock, limit, bring };
}

test('while half of the disk is free, an address brings as much as it likes', async () => {
  const { bring } = createDisk(null);
  expect(await bring(ONE, 6_000 * GB)).toBe(6_000);
});

test('beyond half, an address brings a quarter of what was left in an hour, and others theirs', async () => {
  const { bring, clock } = createDisk(40 * GB);
  const brought: number[] = [];
  for (let time = 0; time < 10; time++) brought.push(await bring(ONE, 2 * GB));
  expect(brought).toEqual([2, 2, 2, 2, 2, 0, 0, 0, 0, 0]);
  expect(await bring(OTHER, 2 * GB)).toBe(2);
  clock.move(HOUR - MINUTE);
  expect(await bring(ONE, 2 * GB)).toBe(0);
  clock.move(MINUTE);
  expect(await bring(ONE, 2 * GB)).toBe(2);
});

test('what was brought before the disk became scarce counts in that hour', async () => {
  const { bring, disk } = createDisk(null);
  await bring(ONE, 30 * GB);
  disk.left = 40 * GB;
  expect(await bring(ONE, GB)).toBe(0);
});

test('one address does not fill the disk in a day', async () => {
  const { bring, disk, clock } = createDisk(100 * GB);
  for (let hour = 0; hour < 24; hour++) {
    for (let time = 0; time < 60; time++) await bring(ONE, 2 * GB);
    clock.move(HOUR);
  }
  expect(disk.left).toBeGreaterThan(0);
});

test('many at once from one address bring no more than one after another', async () => {
  const { limit } = createDisk(40 * GB);
  const rooms = await Promise.all(Array.from({ length: 20 }, () => limit.take(ONE, 2 * GB)));
  expect(rooms.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(10 * GB);
  for (const room of rooms) room.keep(0);
  for (const room of rooms) room.keep(0);
  expect((await limit.take(ONE, 20 * GB)).bytes).toBe(10 * GB);
});

test('loopback, where many may stand, may bring half of what is left', async () => {
  const { bring } = createDisk(40 * GB);
  expect(await bring('127.0.0.1', 100 * GB)).toBe(20);
  expect(await bring(undefined, 100 * GB)).toBe(0);
});

test('what is gone from the disk again counts no more, and never more than was brought', async () => {
  const { bring, limit, disk } = createDisk(40 * GB);
  expect(await bring(ONE, 20 * GB)).toBe(10);
  limit.giveBack(ONE, 10 * GB);
  disk.left = 40 * GB;
  expect(await bring(ONE, 20 * GB)).toBe(10);
  limit.giveBack(OTHER, 10 * GB);
  limit.giveBack(ONE, 100 * GB);
  disk.left = 40 * GB;
  expect(await bring(ONE, 20 * GB)).toBe(10);
});
