import { expect, test } from 'vitest';
import { chacha20 } from '../../src/browser/session/chacha20.ts';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex.replace(/\s/g, ''), 'hex'));

test('the cipher gives what RFC 8439 gives, and takes it back', () => {
  const key = bytes('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
  const nonce = bytes('000000000000004a00000000');
  const text = new TextEncoder().encode(
    'Ladies and Gentlemen of the class of ’99: If I could offer you only one tip for the future, sunscreen would be it.'.replace(
      '’',
      "'",
    ),
  );
  const sealed = chacha20(key, nonce, text, 1);
  // RFC 8439, 2.4.2.
  expect(Buffer.from(sealed).toString('hex')).toBe(
    '6e2e359a2568f98041ba0728dd0d6981e97e7aec1d4360c20a27afccfd9fae0bf91b65c5524733ab8f593dabcd62b3571639d624e65152ab8f530c359f0861d807ca0dbf500d6a6156a38e088a22b65e52bc514d16ccf806818ce91ab77937365af90bbf74a35be6b40b8eedf2785e42874d',
  );
  expect(chacha20(key, nonce, sealed, 1)).toEqual(text);
});
