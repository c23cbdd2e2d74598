import { expect, test } from 'vitest';
import { fromLine, toLine } from '../../../src/backup/rows/row-lines.ts';
import { NASTY_STRINGS } from '../../support/nasty-strings.ts';

test('every value that a column can hold comes back from its line as it was', () => {
  const row = {
    text: 'ㄱ\n"\\\u2028',
    integer: Number.MAX_SAFE_INTEGER,
    real: -0.1,
    large: 2n ** 63n - 1n,
    nothing: null,
    bytes: Buffer.from([0, 255, 10]),
    empty: Buffer.alloc(0),
    ...Object.fromEntries(NASTY_STRINGS.map((text, index) => [`nasty ${index}`, text])),
  };
  const line = toLine(row);
  expect(line).not.toContain('\n');
  expect(fromLine(line)).toEqual(row);
});

test('what no column of ours holds is refused, and not written as something else', () => {
  for (const held of [new Date(0), true, undefined, Number.NaN, { bytes: '' }])
    expect(() => toLine({ held })).toThrow('a backup cannot hold');
  for (const line of ['', '[]', '{"a":true}', '{"a":{"bytes":"#"}}', '{"a":{"integer":"1.5"}}'])
    expect(() => fromLine(line)).toThrow('This is no backup of Jebo');
});
