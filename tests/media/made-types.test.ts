import { expect, test } from 'vitest';
import { THUMBNAIL_TYPE } from '../../src/media/inspection.ts';
import { copyTypeOf, endingOfMade, isPicture } from '../../src/media/made-types.ts';

test.each(['jpeg', 'png', 'apng', 'gif', 'webp', 'avif', 'tiff', 'heic', 'heif', 'heic-sequence'])(
  'The copy of a picture of image/%s has a name that opens',
  kind => {
    const copyType = copyTypeOf(`image/${kind}`);
    expect(endingOfMade(copyType ?? '')).toMatch(/^\.(jpg|png|gif|webp)$/);
  },
);

test('So has a thumbnail, and nothing else is of our making', () => {
  expect(endingOfMade(THUMBNAIL_TYPE)).toBe('.webp');
  for (const type of ['image/svg+xml', 'text/html', '', 'constructor', '__proto__'])
    expect([type, endingOfMade(type), copyTypeOf(type), isPicture(type)]).toEqual([type, null, null, false]);
});
