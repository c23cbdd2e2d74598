import { expect, test } from 'vitest';
import { createExpiringMap, createSlots } from '../src/limiter.ts';
import { createClock, HOUR, MINUTE } from './support/clock.ts';

function createWork() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<string>(resolve => ends.set(name, () => resolve(name)));
  };
  return { begun, work, end: (name: string) => ends.get(name)?.() };
}

test('Those beyond the slots work in the order in which they came', async () => {
  const { begun, work, end } = createWork();
  const slots = createSlots(2);
  const all = ['a', 'b', 'c', 'd'].map(name => slots.within(work(name)));
  expect(begun).toEqual(['a', 'b']);
  end('b');
  await all[1];
  await expect.poll(() => begun).toEqual(['a', 'b', 'c']);
  expect(slots.taken()).toBe(2);
  end('c');
  await expect.poll(() => begun).toEqual(['a', 'b', 'c', 'd']);
  end('a');
  end('d');
  await Promise.all(all);
  expect(slots.taken()).toBe(0);
});

test('Whoever comes when too many wait is refused before the work begins', async () => {
  const { begun, work, end } = createWork();
  const slots = createSlots(1, { mostWaiting: 1, refusal: () => new Error('full') });
  const first = slots.within(work('a'));
  const second = slots.within(work('b'));
  await expect(slots.within(work('c'))).rejects.toThrow('full');
  end('a');
  await first;
  await expect.poll(() => begun).toEqual(['a', 'b']);
  end('b');
  await second;
});

test('A work that fails gives its slot back', async () => {
  const slots = createSlots(1, { mostWaiting: 0, refusal: () => new Error('full') });
  await expect(slots.within(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await slots.within(async () => 'yes')).toBe('yes');
});

test('What was set is forgotten after its time, and so is what a clock set back leaves ahead', () => {
  const clock = createClock();
  const map = createExpiringMap<number>({ lasts: HOUR, clock });
  map.set('a', 1);
  clock.move(HOUR - MINUTE);
  map.set('b', 2);
  expect(map.values()).toEqual([1, 2]);
  clock.move(MINUTE);
  expect([map.get('a'), map.get('b')]).toEqual([undefined, 2]);
  expect(map.values()).toEqual([2]);
  clock.move(-3 * HOUR);
  expect(map.get('b')).toBeUndefined();
});

test('Of more names than may be remembered, those that were set longest ago go', () => {
  const map = createExpiringMap<number>({ lasts: HOUR, most: 2, clock: createClock() });
  map.set('a', 1);
  map.set('b', 2);
  map.set('a', 3);
  map.set('c', 4);
  expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([3, undefined, 4]);
});
