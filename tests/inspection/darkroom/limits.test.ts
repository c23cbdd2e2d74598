import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { LostDarkroom } from '../../../src/inspection/darkroom-session.ts';
import { whenDone } from '../../support/cleanup.ts';
import { darkroomsAre, darkroomsOf, fixture, isRunning, openDarkroom, readerOf } from './darkroom-world.ts';

/** Takes seconds, and a gigabyte. */
const large = await fixture('large.heic');
const small = await fixture('phone.heic');
const MEGABYTE = 1024 * 1024;

it('A file that takes too long ends the process, is too large, and the next one is looked at', async () => {
  const { inspect } = openDarkroom({ time: 800 });

  expect(await inspect(large)).toEqual({
    type: 'image/heic',
    broken: false,
    details: {},
    shortfall: 'too large',
    thumbnail: undefined,
    copy: undefined,
  });
  expect(await inspect(Buffer.from('%PDF-1.7\n'), 'application/pdf')).toMatchObject({ broken: false });
});

it('A file that takes too much memory ends the process, is too large, and the next one is looked at', async () => {
  const { inspect } = openDarkroom({ memory: 300 * MEGABYTE });

  expect(await inspect(large)).toMatchObject({ type: 'image/heic', broken: false, shortfall: 'too large' });
  expect(await inspect(small)).toMatchObject({ type: 'image/heic', broken: false, shortfall: null });
});

it('Of a picture whose copy takes too much memory the thumbnail is kept', async () => {
  const { inspect } = openDarkroom({ memory: 260 * MEGABYTE });
  // A copy stands upright, and for that all its pixels must be held at once.
  const lying = await sharp({ create: { width: 8_000, height: 6_000, channels: 3, background: '#456' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

  const found = await inspect(lying);

  expect(found).toMatchObject({ broken: false, shortfall: 'too large', copy: undefined });
  expect(found.details).toEqual({ width: 6_000, height: 8_000 });
  expect(await sharp(found.thumbnail?.bytes).metadata()).toMatchObject({ width: 360, height: 480 });
});

it('A file that takes too much memory is looked at once more, in a fresh process, if others were before it', async () => {
  const { inspect, inspectOriginal } = openDarkroom({ memory: 600 * MEGABYTE });
  const timesBegun = async () => {
    let count = 0;
    const read = (range: { start: number; end: number }) => {
      if (range.start === 0 && range.end === large.length - 1) count += 1;
      return readerOf(large)(range);
    };
    const found = await inspectOriginal({ size: large.length, claimedType: 'image/heic', read });
    expect(found.shortfall).toBe('too large');
    return count;
  };
  const alone = await timesBegun();
  await inspect(Buffer.from('제보합니다'), 'text/plain');
  expect(await timesBegun()).toBe(2 * alone);
});

it('A process that holds much memory after a file is replaced before the next one', async () => {
  const { inspect } = openDarkroom({ memory: 400 * MEGABYTE });
  expect(await inspect(small)).toMatchObject({ broken: false });
  await darkroomsAre(0);
  expect(await inspect(small)).toMatchObject({ broken: false });
});

it('A process that is killed in the middle is nobody’s fault, and the next file is looked at', async () => {
  const { inspect } = openDarkroom();
  await inspect(Buffer.from('so that the process is ready'), 'text/plain');
  const [id = 0] = await darkroomsOf();
  const inHand = inspect(large);
  await wait(500);
  process.kill(id, 'SIGKILL');

  await expect(inHand).rejects.toThrow(LostDarkroom);
  expect(await inspect(small)).toMatchObject({ broken: false });
});

it.each([
  ['before the process is ready', 0],
  ['in the middle', 1_000],
])(
  'A job that is told to end %s takes the process with it, and those behind it are not begun',
  async (_, when) => {
    const { inspect } = openDarkroom({ idle: 50 });
    const stop = new AbortController();
    const inHand = inspect(large, 'image/heic', stop.signal);
    const waiting = inspect(large, 'image/heic', stop.signal);
    const ends = Promise.allSettled([inHand, waiting]);
    await darkroomsAre(1);
    await wait(when);
    stop.abort();

    expect(await ends).toMatchObject([{ reason: { reason: 'stopped' } }, { reason: { reason: 'stopped' } }]);
    await darkroomsAre(0);
  },
);

it('A darkroom that is shut breaks off what it has in hand, and takes nothing more', async () => {
  const { inspect, stop } = openDarkroom();
  const ends = Promise.allSettled([inspect(large), inspect(small)]);
  await darkroomsAre(1);
  await stop();

  const stopped = { reason: { reason: 'stopped' } };
  expect(await ends).toMatchObject([stopped, stopped]);
  await expect(inspect(small)).rejects.toThrow('stopped');
  expect(await darkroomsOf()).toEqual([]);
});

it('Without work the process ends by itself, and comes back with the next file', async () => {
  const { inspect } = openDarkroom({ idle: 50 });
  expect(await darkroomsOf()).toEqual([]);
  await inspect(small);
  await darkroomsAre(0);
  expect(await inspect(small)).toMatchObject({ broken: false });
});

it('A store that fails fails the inspection, not the file', async () => {
  const { inspectOriginal, inspect } = openDarkroom();
  const read = () => {
    throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
  };
  await expect(inspectOriginal({ size: 10, claimedType: 'image/jpeg', read })).rejects.toThrow(
    'no such file',
  );
  expect(await inspect(small)).toMatchObject({ broken: false });
});

it('When the desk is killed, no process stays behind, not even one that is hard at work', async () => {
  const desk = fork(join(import.meta.dirname, 'desk-at-work.ts'), { execArgv: [] });
  whenDone(() => void desk.kill('SIGKILL'));
  const isBegun = once(desk, 'message');
  const [id = 0] = await darkroomsAre(1, desk.pid);
  await isBegun;
  // Now it decodes, in one call that nothing can interrupt.
  await wait(500);
  expect(await isRunning(id)).toBe(true);

  desk.kill('SIGKILL');

  for (let waited = 0; await isRunning(id); waited += 50) {
    expect(waited).toBeLessThan(1_000);
    await wait(50);
  }
});
