import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { newTipSeal } from '../../src/crypto/masters.ts';
import { keyOf, openContent, sealContent } from '../../src/crypto/tip-content.ts';
import { makeKeys } from '../support/keys.ts';

const shape = z.object({ body: z.string() });
const place = { tip: 12, table: 'messages', row: 'm' };

const sealed = (body: string, padding = 256) => {
  const { masters } = makeKeys();
  const tipSeal = newTipSeal(masters);
  return { masters, tipSeal, text: sealContent(masters, tipSeal, place, { content: { body }, padding }) };
};

test('what was sealed opens in its own row of its own tip alone', () => {
  const { masters, tipSeal, text } = sealed('공장에서 연기가 나요');
  const open = (at: Partial<typeof place>, seal = tipSeal) =>
    openContent(masters, seal, { ...place, ...at }, { sealed: text, shape });
  expect(open({})).toEqual({ body: '공장에서 연기가 나요' });
  for (const elsewhere of [{ tip: 13 }, { table: 'notes' }, { row: 'n' }]) expect(open(elsewhere)).toBeNull();
  expect(open({}, newTipSeal(masters))).toBeNull();
  expect(open({}, { ...tipSeal, master: 99 })).toBeNull();
  expect(openContent(masters, null, place, { sealed: text, shape })).toBeNull();
});

test('no two rows that are sealed in one go have the same nonce', () => {
  const texts = Array.from({ length: 500 }, () => sealed('같은 글').text);
  expect(new Set(texts.map(text => text.slice(0, 16))).size).toBe(texts.length);
});

test('its length tells how long a text is only roughly', () => {
  const [short, longer, long] = ['가', '가'.repeat(70), '가'.repeat(90)].map(
    body => sealed(body).text.length,
  );
  expect(short).toBe(longer);
  expect(long).toBeGreaterThan(longer ?? 0);
});

test('words of another shape, as of a newer version, are told as ones that do not open', () => {
  const { masters, tipSeal, text } = sealed('글');
  const newer = z.object({ paragraphs: z.array(z.string()) });
  let unopened = 0;
  const counting = { ...masters, onUnopened: () => unopened++ };
  expect(openContent(counting, tipSeal, place, { sealed: text, shape: newer })).toBeNull();
  expect(unopened).toBe(1);
});

test('a tip’s key is in memory no longer than its rows are opened in one go', async () => {
  const { masters } = makeKeys();
  const [first, second] = [newTipSeal(masters), newTipSeal(masters)];
  const [key, nothing] = [keyOf(masters, first), Buffer.alloc(32)];
  expect(keyOf(masters, first)).toBe(key);
  const other = keyOf(masters, second);
  expect(key).toEqual(nothing);
  expect(other).not.toEqual(nothing);
  await setImmediate();
  expect(other).toEqual(nothing);
  expect(keyOf(masters, second)).not.toEqual(nothing);
});
