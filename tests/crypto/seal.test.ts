import { expect, test } from 'vitest';
import {
  openBytes,
  placeOf,
  SEAL_BYTES,
  seal,
  sealBytes,
  sign,
  unseal,
  unwrapKey,
  verified,
  wrapKey,
} from '../../src/crypto/seal.ts';

const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const changed = (text: string, at: number) =>
  `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;

test('what was sealed opens under its own key alone, and never looks the same twice', () => {
  const text = '제보 12 from a reader';
  const sealed = seal(key, text);
  expect(unseal(key, sealed)).toBe(text);
  expect(unseal(other, sealed)).toBeNull();
  expect(seal(key, text)).not.toBe(sealed);
  expect(Buffer.from(sealed, 'base64url').includes('from a reader')).toBe(false);
});

test('what was sealed for one place opens at no other', () => {
  const sealed = seal(key, '제보 12', 'here');
  expect(unseal(key, sealed, 'here')).toBe('제보 12');
  expect([unseal(key, sealed, 'there'), unseal(key, sealed)]).toEqual([null, null]);
});

test('one changed letter anywhere opens nothing', () => {
  const sealed = seal(key, 'x'.repeat(20));
  for (let at = 0; at < sealed.length; at++) expect(unseal(key, changed(sealed, at))).toBeNull();
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

test('no other way to write the same bytes counts as what was handed out', () => {
  const [signed, sealed] = [sign(key, '12'), seal(key, '12')];
  const unusedBits = (text: string) =>
    `${text.slice(0, -1)}${{ A: 'B', Q: 'R', g: 'h', w: 'x' }[text.slice(-1)]}`;
  for (const other of [unusedBits(signed), `${signed}=`, `${signed} `, signed.replace('.', '.!')]) {
    expect(verified(key, other)).toBeNull();
  }
  for (const other of [`${sealed}=`, `!${sealed}`, `${sealed}\n`]) expect(unseal(key, other)).toBeNull();
});

test('bytes open at their place alone, and are longer by what is said', () => {
  const [plain, place] = [Buffer.from([0, 255, 7]), placeOf('jebo', 1, 'tips', 12)];
  const sealed = sealBytes(key, plain, place);
  expect(sealed).toHaveLength(plain.length + SEAL_BYTES);
  expect(openBytes(key, sealed, place)).toEqual(plain);
  expect(openBytes(key, sealed, placeOf('jebo', 1, 'tips', 13))).toBeNull();
  expect(openBytes(other, sealed, place)).toBeNull();
  expect(openBytes(key, sealed.subarray(1), place)).toBeNull();
  expect(openBytes(key, Buffer.alloc(0), place)).toBeNull();
});

test('the parts of a place do not run together', () => {
  expect(placeOf('a', 'bc')).not.toBe(placeOf('ab', 'c'));
  expect(placeOf(1, 2)).not.toBe(placeOf('1', 2));
});

test('a wrapped key comes back under what wrapped it, at its place', () => {
  const wrapped = wrapKey(key, other, placeOf('file', 'a'));
  expect(unwrapKey(key, wrapped, placeOf('file', 'a'))).toEqual(other);
  expect(unwrapKey(key, wrapped, placeOf('file', 'b'))).toBeNull();
  expect(unwrapKey(other, wrapped, placeOf('file', 'a'))).toBeNull();
  expect(unwrapKey(key, `${wrapped}!`, placeOf('file', 'a'))).toBeNull();
});
