import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { complaintsAfter, FILE, forget, row, type Scene, THUMBNAIL, UPLOAD } from './scene.ts';

// Each promise that the torture looks at is broken here by hand, once: a check that does not see it could never fail.

test.each<[string, (scene: Scene) => unknown, string]>([
  [
    'the engine finds its file damaged',
    ({ damages }) => damages.push('a page'),
    'lost: the database is damaged',
  ],
  [
    'a file is not on the disk',
    ({ pathOf }) => rm(pathOf(FILE)),
    `lost: file ${FILE} of tip 1: 1000 bytes, found nothing`,
  ],
  [
    'a file is shorter',
    ({ pathOf }) => writeFile(pathOf(FILE), 'short'),
    `lost: file ${FILE} of tip 1: 1000 bytes, found 5`,
  ],
  [
    'a file has other bytes',
    ({ pathOf }) => writeFile(pathOf(FILE), Buffer.alloc(1_000)),
    `lost: file ${FILE} of tip 1 holds other bytes`,
  ],
  ['a thumbnail is gone', ({ pathOf }) => rm(pathOf(THUMBNAIL)), `half: ${THUMBNAIL} was made and is gone`],
  [
    'a thumbnail is half there',
    async ({ pathOf, folder }) => {
      await rm(pathOf(THUMBNAIL));
      await writeFile(join(folder, 'incoming', THUMBNAIL), '');
    },
    `half: ${THUMBNAIL} was made and is gone`,
  ],
  ['an upload is gone', ({ kept }) => kept.uploads.pop(), 'it is not there'],
  [
    'an upload has lost bytes',
    ({ kept }) => Object.assign(row(kept.uploads), { arrived: 599 }),
    '599 of 600 are left',
  ],
  [
    'an upload is held for another',
    ({ kept }) => Object.assign(row(kept.uploads), { sha256: 'other' }),
    'it is held for another one',
  ],
  [
    'an upload’s bytes are not on the disk',
    ({ folder }) => writeFile(join(folder, 'incoming', UPLOAD), ''),
    '0 of 600 are kept',
  ],
  [
    'an upload has other bytes',
    ({ folder }) => writeFile(join(folder, 'incoming', UPLOAD), Buffer.alloc(600)),
    'it holds other bytes',
  ],
  [
    'a forgotten tip’s file is on the disk',
    scene => {
      scene.tip.filesSeen = [FILE];
      forget(scene);
    },
    `half: file ${FILE} of forgotten tip 1 is still kept`,
  ],
])('where %s, that is told', async (_what, plant, complaint) => {
  expect(await complaintsAfter(plant)).toContainEqual(expect.stringContaining(complaint));
});
