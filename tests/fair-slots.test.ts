import { expect, test } from 'vitest';
import { createFairSlots, type Lane } from '../src/fair-slots.ts';

/** Slots for one, whose first worker holds it until `end`; then the others follow in the order that is told. */
function createCrowd(mostWaiting: number) {
  const slots = createFairSlots(1, { mostWaiting, refusal: () => new Error('full') });
  const order: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = slots.within(['first', ''], () => gate.promise);
  const refused: string[] = [];
  const all: Promise<unknown>[] = [first];
  const join = (name: string, lane: Lane, signal?: AbortSignal) => {
    const worked = slots.within(lane, async () => void order.push(name), signal);
    all.push(worked.catch(() => refused.push(name)));
  };
  const end = async () => {
    gate.resolve();
    await Promise.all(all);
    return order;
  };
  return { join, end, refused };
}

test('Lanes take turns, and within one the order is that of coming', async () => {
  const { join, end } = createCrowd(100);
  for (const name of ['a1', 'a2', 'a3', 'a4']) join(name, ['a', '1']);
  join('b1', ['b', '1']);
  join('c1', ['c', '1']);
  expect(await end()).toEqual(['a1', 'b1', 'c1', 'a2', 'a3', 'a4']);
});

test('A network of many addresses has one turn, which its addresses share', async () => {
  const { join, end } = createCrowd(100);
  for (const address of ['1', '2', '3', '4']) join(`a${address}`, ['a', address]);
  join('b1', ['b', '1']);
  join('b2', ['b', '1']);
  join('a1 again', ['a', '1']);
  expect(await end()).toEqual(['a1', 'b1', 'a2', 'b2', 'a3', 'a4', 'a1 again']);
});

test('When too many wait, the last of the fullest lane gives way to a thinner one', async () => {
  const { join, end, refused } = createCrowd(3);
  for (const name of ['a1', 'a2', 'a3']) join(name, ['a', name]);
  join('b1', ['b', '1']);
  await expect.poll(() => refused).toEqual(['a3']);
  join('a4', ['a', 'a4']);
  join('b2', ['b', '1']);
  await expect.poll(() => refused).toEqual(['a3', 'a4', 'b2']);
  expect(await end()).toEqual(['a1', 'b1', 'a2']);
});

test('Within a full network, the fullest address gives way to another of it', async () => {
  const { join, end, refused } = createCrowd(3);
  for (const name of ['x1', 'x2', 'x3']) join(name, ['a', 'x']);
  join('y1', ['a', 'y']);
  await expect.poll(() => refused).toEqual(['x3']);
  expect(await end()).toEqual(['x1', 'y1', 'x2']);
});

test('Whoever no longer waits leaves the place to others, and is not worked for', async () => {
  const { join, end, refused } = createCrowd(2);
  const gone = new AbortController();
  join('a1', ['a', '1'], gone.signal);
  join('b1', ['b', '1']);
  gone.abort();
  join('c1', ['c', '1']);
  join('d1', ['d', '1'], AbortSignal.abort());
  expect(await end()).toEqual(['b1', 'c1']);
  expect(refused.toSorted()).toEqual(['a1', 'd1']);
});

test('A work that fails gives its slot to the next', async () => {
  const slots = createFairSlots(1, { mostWaiting: 1, refusal: () => new Error('full') });
  const failed = slots.within(['a'], () => Promise.reject(new Error('no')));
  const next = slots.within(['b'], async () => 'yes');
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('yes');
  expect(await slots.within(['c'], async () => 'again')).toBe('again');
});
