import sharp from 'sharp';
import { createRandom, type Random } from '../random.ts';
import { drawScene, type Scene } from './scenes.ts';

/** In degrees: the sea south of Jeju, where nobody lives. */
const SOMEWHERE = { north: 32.5, east: 126.5 };
/** So many pictures of each scene. */
const VIEWS = 3;

/** `view`: of one who sends several, each is another. */
type Shot = { taken: Temporal.ZonedDateTime; withPlace: boolean; view: number };

/** Makes the photos of the demo: each view is drawn once. */
export type Photos = {
  /** As a phone would send it: a JPEG with device and time, and the place where that was left on. */
  photo(scene: Scene, random: Random, shot: Shot): Promise<Buffer>;
  /** A PNG. */
  screenshot(scene: Scene): Promise<Buffer>;
};

export function createPhotos(): Photos {
  const drawn = new Map<string, Promise<Buffer>>();
  const view = (scene: Scene, number: number) => {
    const key = `${scene} ${number}`;
    const known = drawn.get(key) ?? render(scene, number);
    drawn.set(key, known);
    return known;
  };
  return {
    photo: async (scene, random, shot) => withExif(await view(scene, shot.view % VIEWS), random, shot),
    screenshot: async scene =>
      sharp(await view(scene, 0))
        .resize({ width: 540 })
        .png()
        .toBuffer(),
  };
}

const render = (scene: Scene, number: number): Promise<Buffer> =>
  sharp(Buffer.from(drawScene(scene, createRandom(number))))
    .flatten()
    .jpeg({ quality: 78 })
    .toBuffer();

function withExif(picture: Buffer, random: Random, { taken, withPlace }: Shot): Promise<Buffer> {
  const date = taken.toPlainDate().toString().replaceAll('-', ':');
  const time = taken.toPlainTime().toString({ smallestUnit: 'second' });
  const place = {
    ...{ GPSLatitudeRef: 'N', GPSLatitude: degrees(SOMEWHERE.north + random.next() / 10) },
    ...{ GPSLongitudeRef: 'E', GPSLongitude: degrees(SOMEWHERE.east + random.next() / 10) },
  };
  return sharp(picture)
    .jpeg({ quality: 78 })
    .withExif({
      IFD0: { Make: 'Jebo', Model: 'Demo phone', ImageDescription: 'Drawn for the demo' },
      IFD2: { DateTimeOriginal: `${date} ${time}` },
      ...(withPlace && { IFD3: place }),
    })
    .toBuffer();
}

/** Degrees, minutes and hundredths of a second, as Exif 2.32 (4.6.6) has them. */
function degrees(value: number): string {
  const minutes = (value % 1) * 60;
  return `${Math.floor(value)}/1 ${Math.floor(minutes)}/1 ${Math.round((minutes % 1) * 6_000)}/100`;
}
