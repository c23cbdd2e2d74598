import { expect, test } from 'vitest';
import { notesOfPlain } from '../../src/process/tell-of-plain.ts';

const nothing = { tips: 0, files: 0, uploads: 0, mayStandInOldPages: false };

test('a start says how much is plain, then that older pages may hold it, and then nothing', () => {
  expect(notesOfPlain({ ...nothing, tips: 2 }).join()).toMatch(
    /^2 tips stand in plain.*being sealed while the desk serves/,
  );
  expect(notesOfPlain({ ...nothing, tips: 1, mayStandInOldPages: true }).join()).toMatch(
    /^1 tip stands in plain/,
  );
  expect(notesOfPlain({ ...nothing, files: 3, uploads: 1 }).join()).toMatch(
    /^3 files, 1 begun upload stand in plain/,
  );
  expect(notesOfPlain({ ...nothing, mayStandInOldPages: true }).join()).toContain(
    'npm run jebo -- seal finish tells',
  );
  expect(notesOfPlain({ ...nothing, files: 1, mayStandInOldPages: true })).toHaveLength(2);
  expect(notesOfPlain(nothing)).toEqual([]);
});
