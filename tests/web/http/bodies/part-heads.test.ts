import { expect, test } from 'vitest';
import { createPartHeads } from '../../../../src/web/http/bodies/part-heads.ts';

const BODY = Buffer.from(
  [
    '--b\r\nContent-Disposition: form-data; name="message"\r\n\r\n한 줄\r\n--bc\r\n두 줄',
    '--b\r\nContent-Disposition: form-data; name="avatar"; filename="a\x01.jpg"\r\n\r\n\r\n\r\n--',
    '--b\r\n\r\nno head',
    '--b--\r\nafter the end\r\n--b\r\n',
  ].join('\r\n'),
);

const written = (pieces: Buffer[]) => {
  const clean = createPartHeads('b');
  return Buffer.concat(pieces.map(clean)).toString();
};

test('heads are written anew, and the contents pass untouched', () => {
  expect(written([BODY])).toBe(
    [
      '\r\n--b\r\nContent-Disposition: form-data; name="message"\r\nContent-Type: text/plain\r\n\r\n한 줄\r\n--bc\r\n두 줄',
      `--b\r\nContent-Disposition: form-data; name="named-file"; filename="${Buffer.from('a.jpg').toString('base64url')}"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n\r\n--`,
      '--b\r\nContent-Type: text/plain\r\n\r\nno head',
      '--b--\r\nafter the end\r\n--b\r\n',
    ].join('\r\n'),
  );
});

test('wherever a body is cut into chunks, it is written the same', () => {
  const whole = written([BODY]);
  for (let cut = 1; cut < BODY.length; cut++)
    expect(written([BODY.subarray(0, cut), BODY.subarray(cut)])).toBe(whole);
  expect(written(Array.from(BODY, byte => Buffer.of(byte)))).toBe(whole);
});
