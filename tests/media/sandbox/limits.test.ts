import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it, vi } from 'vitest';
import { createSandbox } from '../../../src/media/sandbox/sandbox.ts';
import { type Keep, SandboxLost } from '../../../src/media/sandbox/session.ts';
import { whenDone } from '../../support/cleanup.ts';
import { waitUntil } from '../../support/wait-for.ts';
import {
  computed,
  fixture,
  isDecoding,
  isRunning,
  openSandbox,
  readerOf,
  sandboxesOf,
  untilSandboxesAre,
} from './sandbox-world.ts';

/** Takes seconds, and a gigabyte. */
const large = await fixture('large.heic');
const readFromLarge = readerOf(large);
const small = await fixture('phone.heic');
const MEGABYTE = 1024 * 1024;

it('A file that takes too long ends the process, is too large, and the next one is looked at', async () => {
  const { inspect } = openSandbox({ time: 800 });
  // A slow machine may need that time for what is loaded with the first file.
  await waitUntil(async () => (await inspect(Buffer.from('%PDF-1.7\n'), 'application/pdf')).type !== null);

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
  const { inspect } = openSandbox({ memory: 300 * MEGABYTE });

  expect(await inspect(large)).toMatchObject({ type: 'image/heic', broken: false, shortfall: 'too large' });
  expect(await inspect(small)).toMatchObject({ type: 'image/heic', broken: false, shortfall: null });
});

it('Of a picture whose copy takes too much memory the thumbnail is kept', async () => {
  const { inspect } = openSandbox({ memory: 260 * MEGABYTE });
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
  const { inspect, inspectOriginal } = openSandbox({ memory: 600 * MEGABYTE });
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
  const { inspect } = openSandbox({ memory: 400 * MEGABYTE });
  expect(await inspect(small)).toMatchObject({ broken: false });
  await untilSandboxesAre(0);
  expect(await inspect(small)).toMatchObject({ broken: false });
});

it('Where its tip has no time left, a picture’s type is found out, and nothing is made of it', async () => {
  const { inspectOriginal } = openSandbox();
  const undecoded = (bytes: Buffer, claimedType: string) =>
    inspectOriginal({ size: bytes.length, claimedType, decode: false, read: readerOf(bytes) });
  const nothing = { broken: false, details: {}, thumbnail: undefined, copy: undefined };
  expect(await undecoded(small, 'image/png')).toEqual({
    ...nothing,
    type: 'image/heic',
    shortfall: 'no time',
  });
  const pdf = Buffer.from('%PDF-1.7\n');
  expect(await undecoded(pdf, 'image/png')).toMatchObject({ type: 'application/pdf', shortfall: null });
});

it('A process that is killed in the middle is nobody’s fault, and the next file is looked at', async () => {
  const { inspect } = openSandbox();
  await inspect(Buffer.from('so that the process is ready'), 'text/plain');
  const [id = 0] = await sandboxesOf();
  const inHand = expect(inspect(large)).rejects.toThrow(SandboxLost);
  await isDecoding(id);
  process.kill(id, 'SIGKILL');

  await inHand;
  expect(await inspect(small)).toMatchObject({ broken: false });
});

it.each([
  ['before the process is ready', false],
  ['in the middle', true],
])(
  'A job that is told to end %s takes the process with it, and those behind it are not begun',
  async (_, isInTheMiddle) => {
    const { inspect, inspectOriginal } = openSandbox({ idle: 50 });
    const stop = new AbortController();
    const begun = Promise.withResolvers<void>();
    const read: typeof readFromLarge = range => {
      if (range.end === large.length - 1) begun.resolve();
      return readFromLarge(range);
    };
    const inHand = inspectOriginal({ size: large.length, claimedType: 'image/heic', read }, stop.signal);
    const waiting = inspect(large, 'image/heic', stop.signal);
    const ends = Promise.allSettled([inHand, waiting]);
    const [id = 0] = await untilSandboxesAre(1);
    if (isInTheMiddle) await begun.promise.then(() => isDecoding(id));
    stop.abort();

    expect(await ends).toMatchObject([{ reason: { reason: 'stopped' } }, { reason: { reason: 'stopped' } }]);
    await untilSandboxesAre(0);
  },
);

it('A sandbox that is shut breaks off what it has in hand, and takes nothing more', async () => {
  const { inspect, stop } = openSandbox();
  const ends = Promise.allSettled([inspect(large), inspect(small)]);
  await untilSandboxesAre(1);
  await stop();

  const stopped = { reason: { reason: 'stopped' } };
  expect(await ends).toMatchObject([stopped, stopped]);
  await expect(inspect(small)).rejects.toThrow('stopped');
  expect(await sandboxesOf()).toEqual([]);
});

it('Without work the process ends by itself, and comes back with the next file', async () => {
  const { inspect } = openSandbox({ idle: 50 });
  expect(await sandboxesOf()).toEqual([]);
  await inspect(small);
  await untilSandboxesAre(0);
  expect(await inspect(small)).toMatchObject({ broken: false });
});

it('A store that fails fails the inspection, not the file', async () => {
  const { inspectOriginal, inspect } = openSandbox();
  const read = () => {
    throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
  };
  await expect(inspectOriginal({ size: 10, claimedType: 'image/jpeg', read })).rejects.toThrow(
    'no such file',
  );
  expect(await inspect(small)).toMatchObject({ broken: false });
});

it('Where a thumbnail finds the disk full, that is told, though the copy is too large besides', async () => {
  const sandbox = createSandbox();
  whenDone(() => sandbox.stop());
  const original = { size: small.length, claimedType: 'image/heic', read: readerOf(small) };
  const keep: Keep = async made => (made === 'thumbnail' ? 'no space' : 'too large');
  expect(await sandbox.inspect(original, keep, new AbortController().signal)).toMatchObject({
    shortfall: 'no space',
  });
});

it('The process in which files are looked at is given none of the desk’s secrets', async () => {
  vi.stubEnv('SECRET_KEY', 'the key of the desk');
  whenDone(() => void vi.unstubAllEnvs());
  const { inspect } = openSandbox();
  await inspect(small);
  const [id] = await sandboxesOf();
  const environment = (await readFile(`/proc/${id}/environ`, 'utf8')).split('\0').filter(Boolean);
  const names = environment.map(setting => setting.replace(/=.*$/s, ''));
  // How it talks to the desk, and one word to a decoder; what stands around it tells its folder, which is the root.
  const known = ['NODE_CHANNEL_FD', 'NODE_CHANNEL_SERIALIZATION_MODE', 'PWD', 'VIPS_DISC_THRESHOLD'];
  expect(names.filter(name => !known.includes(name))).toEqual([]);
});

it('When the desk is killed, no process stays behind, not even one that is hard at work', async () => {
  const desk = fork(join(import.meta.dirname, 'desk-at-work.ts'), { execArgv: [] });
  whenDone(() => void desk.kill('SIGKILL'));
  const isBegun = once(desk, 'message');
  const [id = 0] = await untilSandboxesAre(1, desk.pid);
  await isBegun;
  // In one call that nothing can interrupt.
  await isDecoding(id);
  desk.kill('SIGKILL');
  const atKill = await computed(id).catch(() => 0);
  let last = atKill;
  await waitUntil(async () => {
    last = await computed(id).catch(() => last);
    return !(await isRunning(id));
  });
  // To the end of that call it would have computed for seconds.
  expect(last - atKill).toBeLessThan(1_000);
});
