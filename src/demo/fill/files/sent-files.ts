import { readFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import type { Random } from '../random.ts';
import type { Story } from '../stories/story.ts';
import { fakePicture, memo, payments, shiftPlan } from './papers.ts';
import { createPhotos } from './photos.ts';

export type SentFile = { name: string; claimedType: string; bytes: Buffer };

/** What somebody sends with a story; now and then nothing, as most people do. */
export type FilesOf = (story: Story, random: Random, taken: Temporal.ZonedDateTime) => Promise<SentFile[]>;

/** Drawn once and sent by many. */
export async function createFiles(): Promise<FilesOf> {
  const photos = createPhotos();
  const film = await readFile(join(projectRoot(), 'src/demo/fill/files/film.mp4'));

  return async (story, random, taken) => {
    const files: SentFile[] = [];
    const stamp = taken
      .toPlainDateTime()
      .toString({ smallestUnit: 'second' })
      .replaceAll(/[-:]/g, '')
      .replace('T', '_');
    const { scene } = story;
    if (scene !== undefined && random.chance(0.22)) {
      const names = [`IMG_${random.between(1_000, 9_999)}`, `${stamp}`, `KakaoTalk_${stamp}`];
      const first = random.between(0, 9);
      for (const [index, name] of names.slice(0, random.pick([1, 1, 2, 3])).entries())
        files.push({
          name: `${name}.jpg`,
          claimedType: 'image/jpeg',
          bytes: await photos.photo(scene, random, {
            view: first + index,
            taken,
            withPlace: random.chance(0.3),
          }),
        });
      if (random.chance(0.1))
        files.push({
          name: `Screenshot_${stamp}.png`,
          claimedType: 'image/png',
          bytes: await photos.screenshot(scene),
        });
    }
    if (scene === 'flood' && random.chance(0.3))
      files.push({ name: `VID_${stamp}.mp4`, claimedType: 'video/mp4', bytes: film });
    if (story.hasPapers && random.chance(0.35)) files.push(paper(random));
    return files;
  };
}

const paper = (random: Random): SentFile =>
  random.pick([
    { name: '근무표.pdf', claimedType: 'application/pdf', bytes: shiftPlan(random) },
    { name: '입금 내역.csv', claimedType: 'text/csv', bytes: payments(random) },
    { name: '통화 메모.txt', claimedType: 'text/plain', bytes: memo(random) },
  ]);

/** Says that it is a photo. */
export const disguised = (): SentFile => ({
  name: '현장사진_원본.jpg',
  claimedType: 'image/jpeg',
  bytes: fakePicture(),
});

/** The same from the sources and from what is compiled. */
function projectRoot(): string {
  const path = findPackageJSON(import.meta.url);
  if (path === undefined) throw new Error('The demo stands in no package');
  return dirname(path);
}
