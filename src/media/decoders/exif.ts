import ExifReader from 'exifreader';
import type { Details } from '../details.ts';
import { plausibleDevice, plausiblePlace, plausibleTime } from './plausible.ts';

/** What a picture's EXIF says: taken when, where, and with what. Broken EXIF says nothing. */
export function readExif(bytes: Buffer): Details {
  try {
    const tags = ExifReader.load(bytes, { expanded: true });
    const exif = tags.exif ?? {};
    const takenAt =
      timeOf(exif.DateTimeOriginal, exif.OffsetTimeOriginal) ??
      timeOf(exif.DateTimeDigitized, exif.OffsetTimeDigitized);
    const place = plausiblePlace(tags.gps?.Latitude, tags.gps?.Longitude);
    const device = plausibleDevice(exif.Make?.description, exif.Model?.description);
    return {
      ...(takenAt !== undefined && { takenAt }),
      ...(place !== undefined && { place }),
      ...(device !== undefined && { device }),
    };
  } catch {
    return {};
  }
}

type Tag = { description: string } | undefined;

/** `2024:05:01 12:34:56`, and beside it perhaps `+09:00` (EXIF 2.32, 4.6.6). */
function timeOf(time: Tag, offset: Tag): string | undefined {
  const [, year, month, day, clock] =
    /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(time?.description ?? '') ?? [];
  return clock === undefined
    ? undefined
    : plausibleTime(`${year}-${month}-${day}`, clock, offset?.description.trim());
}
