import { expect, test } from 'vitest';
import { seal, sign, unseal, verified } from '../../src/privacy/seal.ts';

const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const changed = (text: string, at: number) =>
  `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;

test('what was sealed opens under its own key alone, and never looks the same twice', () => {
  const sealed = seal(key, '제보 12');
  expect(unseal(key, sealed)).toBe('제보 12');
  expect(unseal(other, sealed)).toBeNull();
  expect(seal(key, '제보 12')).not.toBe(sealed);
  expect(sealed).not.toContain('12');
});

test('one changed letter anywhere opens nothing', () => {
  const sealed = seal(key, 'x'.repeat(20));
  for (let at = 0; at < sealed.length - 1; at++) expect(unseal(key, changed(sealed, at))).toBeNull();
});

test.each(['', 'x', '.', '....', 'A'.repeat(1_000), '제보'])('nonsense opens nothing: %j', nonsense => {
  expect(unseal(key, nonsense)).toBeNull();
  expect(verified(key, nonsense)).toBeNull();
});

test('what was signed is believed under its own key alone', () => {
  const signed = sign(key, '1764000000000');
  expect(verified(key, signed)).toBe('1764000000000');
  expect(verified(other, signed)).toBeNull();
  expect(verified(key, changed(signed, 3))).toBeNull();
});
