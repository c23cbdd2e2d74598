import { expect, it } from 'vitest';
import { fixture, openSandbox, readerOf } from '../sandbox/sandbox-world.ts';

const { inspect, inspectOriginal } = openSandbox();

it('A video from an iPhone tells its size, length, time, place and device', async () => {
  expect(await inspect(await fixture('iphone.mov'), 'video/quicktime')).toEqual({
    type: 'video/quicktime',
    broken: false,
    details: {
      width: 320,
      height: 180,
      seconds: 2,
      takenAt: '2024-05-01T12:34:56+09:00',
      place: { latitude: 37.5665, longitude: 126.978 },
      device: 'Apple iPhone 15 Pro',
    },
    shortfall: null,
    thumbnail: undefined,
    copy: undefined,
  });
});

it('A video from an Android phone, held upright, is as high as it was held', async () => {
  expect(await inspect(await fixture('android.mp4'), 'video/mp4')).toMatchObject({
    type: 'video/mp4',
    broken: false,
    details: {
      width: 180,
      height: 320,
      takenAt: '2024-05-01T03:34:56Z',
      place: { latitude: expect.closeTo(37.5665, 4), longitude: expect.closeTo(126.978, 4) },
      device: 'samsung SM-S918N',
    },
  });
});

it('A voice memo is sound, also when it begins as a video does', async () => {
  const memo = await fixture('voice.m4a');
  const asVideo = Buffer.from(memo);
  asVideo.write('isom', 8, 'latin1');

  expect(await inspect(memo, 'audio/mp4')).toMatchObject({
    type: 'audio/x-m4a',
    broken: false,
    details: { seconds: 3, takenAt: '2024-05-01T03:34:56Z' },
  });
  expect(await inspect(asVideo, 'audio/mp4')).toMatchObject({ type: 'audio/mp4', broken: false });
});

it('A video whose end never came is broken', async () => {
  const whole = await fixture('iphone.mov');
  // Its index stands at the end.
  expect(await inspect(whole.subarray(0, 6_000), 'video/quicktime')).toMatchObject({
    type: 'video/quicktime',
    broken: true,
  });
});

it('Of a large video no more is read than tells about it', async () => {
  const small = await fixture('iphone.mov');
  const media = small.indexOf('mdat') - 4;
  const length = 1_500 * 1024 * 1024;
  // A box with a long size (ISO 14496-12, 4.2), then nothing but pictures, and the index behind them.
  const begin = Buffer.concat([small.subarray(0, media), Buffer.alloc(16)]);
  begin.writeUInt32BE(1, media);
  begin.write('mdat', media + 4, 'latin1');
  begin.writeBigUInt64BE(BigInt(length), media + 8);
  const end = small.subarray(media + small.readUInt32BE(media));
  const endsAt = media + length;
  let bytesRead = 0;
  const read = (range: { start: number; end: number }) => {
    const bytes = Buffer.alloc(range.end - range.start + 1);
    bytesRead += bytes.length;
    if (range.start < begin.length) begin.copy(bytes, 0, range.start);
    const from = Math.max(range.start, endsAt);
    end.copy(bytes, from - range.start, from - endsAt);
    return readerOf(bytes)({ start: 0, end: bytes.length });
  };

  const found = await inspectOriginal({ size: endsAt + end.length, claimedType: 'video/quicktime', read });

  expect(found).toMatchObject({ broken: false, details: { width: 320, device: 'Apple iPhone 15 Pro' } });
  expect(bytesRead).toBeLessThan(2 * 1024 * 1024);
});
