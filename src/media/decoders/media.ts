import mediaInfoFactory, { type MediaInfoResult } from 'mediainfo.js';
import type { Details } from '../details.ts';
import type { Parent } from './parent.ts';
import { plausibleDevice, plausiblePlace, plausibleSize, plausibleTime } from './plausible.ts';

/** MIDI has notes, and neither pictures nor sound. */
export const isMedia = (type: string): boolean =>
  (/^(video|audio)\//.test(type) && !/midi/.test(type)) || OTHERS.has(type);

const OTHERS = new Set(['application/ogg', 'application/vnd.ms-asf', 'application/mxf']);

/** Bytes that are read at once; a video's facts stand in one or two places. */
const CHUNK = 256 * 1024;

/** Reports what the video or the sound tells of itself. False when it has neither pictures nor sound. */
export async function inspectMedia(parent: Parent, type: string, size: number): Promise<boolean> {
  const library = await mediaInfoFactory({ format: 'object', chunkSize: CHUNK });
  try {
    const tracks = tracksOf(await library.analyzeData(size, (length, start) => parent.read(start, length)));
    const isSoundOnly = tracks.video === undefined && tracks.audio !== undefined;
    parent.send({
      is: 'facts',
      type: isSoundOnly ? (AS_SOUND[type] ?? type) : type,
      details: detailsOf(tracks),
      shortfall: null,
    });
    return tracks.video !== undefined || tracks.audio !== undefined;
  } finally {
    library.close();
  }
}

/** The container is the same: a phone's voice memo begins as its videos do. */
const AS_SOUND: Readonly<Record<string, string>> = {
  'video/mp4': 'audio/mp4',
  'video/webm': 'audio/webm',
  'video/3gpp': 'audio/3gpp',
  'video/ogg': 'audio/ogg',
};

type Tracks = ReturnType<typeof tracksOf>;

function tracksOf({ media }: MediaInfoResult) {
  const tracks = media?.track ?? [];
  return {
    general: tracks.find(track => track['@type'] === 'General'),
    video: tracks.find(track => track['@type'] === 'Video'),
    audio: tracks.find(track => track['@type'] === 'Audio'),
  };
}

function detailsOf({ general, video }: Tracks): Details {
  const seconds = Number(general?.Duration);
  // iPhones write the place's time; all others write UTC where the format says so, and nothing more.
  const takenAt = timeOf(general?.Recorded_Date) ?? timeOf(general?.Encoded_Date);
  const place = placeOf(general?.Recorded_Location);
  const device = plausibleDevice(
    general?.Encoded_Hardware_CompanyName ?? general?.extra?.['Make'],
    general?.Encoded_Hardware_Name ?? general?.Encoded_Hardware_Model ?? general?.extra?.['Model'],
  );
  return {
    ...uprightSize(video),
    ...(seconds > 0 && Number.isFinite(seconds) && { seconds }),
    ...(takenAt !== undefined && { takenAt }),
    ...(place !== undefined && { place }),
    ...(device !== undefined && { device }),
  };
}

function uprightSize(video: Tracks['video']) {
  const turns = Math.round(Number(video?.Rotation ?? 0) / 90);
  const [width, height] = [video?.Width, video?.Height];
  return turns % 2 === 0 ? plausibleSize(width, height) : plausibleSize(height, width);
}

/** `2024-05-01 12:34:56+09:00`, or `2024-05-01 03:34:56 UTC`. */
function timeOf(text: string | undefined): string | undefined {
  const [, day, clock, offset] =
    /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)? ?(UTC|Z|[+-]\d\d:?\d\d)?/.exec(text ?? '') ?? [];
  if (day === undefined || clock === undefined) return undefined;
  return plausibleTime(day, clock, offset === 'UTC' ? 'Z' : offset);
}

/** `37.5665°N 126.9780°E 38.000m`, made of ISO 6709. */
function placeOf(text: string | undefined) {
  const [, latitude, south, longitude, west] = /^([\d.]+)°([NS]) ([\d.]+)°([EW])/.exec(text ?? '') ?? [];
  return plausiblePlace(
    Number(latitude) * (south === 'S' ? -1 : 1),
    Number(longitude) * (west === 'W' ? -1 : 1),
  );
}
