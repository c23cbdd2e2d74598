import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { allMadeIds, madeId } from '../../src/media/made-ids.ts';
import type { Sandbox } from '../../src/media/sandbox/sandbox.ts';
import type { Keep } from '../../src/media/sandbox/session.ts';
import { erasingHandlers } from '../../src/tips/end/erasing.ts';
import { createFileWorld, openSandboxOfFile } from './file-world.ts';

openSandboxOfFile();

const MB = 1024 * 1024;

/** A sandbox that makes files of so many bytes, and then ends as it is told to. */
const making = (
  sizes: { thumbnail: number; copy?: number },
  onEnd: () => void = () => {},
): Pick<Sandbox, 'inspect'> => ({
  async inspect(_original, keep, _signal) {
    const { thumbnail, copy } = sizes;
    const shortfalls = [await keepZeros(keep, 'thumbnail', thumbnail)];
    if (copy !== undefined) shortfalls.push(await keepZeros(keep, 'copy', copy));
    onEnd();
    const shortfall = copy === undefined ? 'too large' : (shortfalls.find(one => one !== null) ?? null);
    return { type: 'image/jpeg', details: { width: 600, height: 400 }, broken: false, shortfall, took: 1 };
  },
});

function keepZeros(keep: Keep, made: 'thumbnail' | 'copy', size: number) {
  const piece = Buffer.alloc(MB);
  const pieces = function* () {
    for (let left = size; left > 0; left -= MB) yield piece.subarray(0, Math.min(MB, left));
  };
  return keep(made, made === 'copy' ? 'image/png' : 'image/webp', Readable.from(pieces()));
}

const crash = () => {
  throw new Error('the power went out');
};

it('A copy of up to 32 MB is kept of a small file, and of a larger one nothing but its thumbnail', async () => {
  const small = await createFileWorld();
  await small.run({ sandbox: making({ thumbnail: 1_000, copy: 32 * MB }) });
  expect(await small.inspection()).toMatchObject({ shortfall: null, copy: { size: 32 * MB } });

  const large = await createFileWorld();
  await large.run({ sandbox: making({ thumbnail: 1_000, copy: 32 * MB + 1 }) });
  expect(await large.inspection()).toMatchObject({
    ...{ is: 'done', broken: false, shortfall: 'too large', copy: null },
    thumbnail: { size: 1_000 },
  });
  expect(await large.stored()).toHaveLength(2);
});

it('A copy of a large file may be four times as large', async () => {
  const { run, inspection } = await createFileWorld(Buffer.alloc(9 * MB));
  await run({ sandbox: making({ thumbnail: 1_000, copy: 36 * MB }) });
  expect(await inspection()).toMatchObject({ shortfall: null, copy: { size: 36 * MB } });
});

it('What was made before its time or memory came to an end has its row', async () => {
  const { run, inspection, stored } = await createFileWorld();
  await run({ sandbox: making({ thumbnail: 1_000 }) });
  expect(await inspection()).toMatchObject({
    ...{ is: 'done', type: 'image/jpeg', broken: false, shortfall: 'too large', copy: null },
    thumbnail: { size: 1_000 },
  });
  expect(await stored()).toHaveLength(2);
});

it('What a crash has left without a row goes when its tip is forgotten, at whichever attempt it was', async () => {
  const { run, forget, stored, desk } = await createFileWorld();
  const write = () => Promise.reject(new Error('the power went out'));
  for (const attempts of [1, 2, 3, 4, 5])
    await expect(
      run({ attempts, sandbox: making({ thumbnail: 10, copy: 10 }), database: { ...desk.database, write } }),
    ).rejects.toThrow('the power went out');
  // However often it is tried, there is never more of it than this.
  expect(await stored()).toHaveLength(1 + 8);

  await forget();
  expect(await stored()).toEqual([]);
});

it('What is made while its tip is forgotten, and left by a crash, goes with the second look', async () => {
  const { run, forget, stored, desk, taken } = await createFileWorld();
  const { promise: forgotten, resolve } = Promise.withResolvers<void>();
  const slow: Pick<Sandbox, 'inspect'> = {
    ...making({ thumbnail: 10 }),
    async inspect(...asked) {
      await forgotten;
      return making({ thumbnail: 10, copy: 10 }).inspect(...asked);
    },
  };
  const write = () => Promise.reject(new Error('the power went out'));
  const ended = run({ sandbox: slow, database: { ...desk.database, write } });
  await forget();
  resolve();
  await expect(ended).rejects.toThrow('the power went out');
  expect(await stored()).toHaveLength(2);

  const job = { kind: 'erase file', subject: taken.id, attempts: 1, claimedAt: 0 } as const;
  await erasingHandlers(desk)['erase file'].run({ ...job, signal: new AbortController().signal });
  expect(await stored()).toEqual([]);
});

it('An inspection that fails leaves nothing of what it made', async () => {
  const { run, stored, taken } = await createFileWorld();
  await expect(run({ sandbox: making({ thumbnail: 10, copy: 10 }, crash) })).rejects.toThrow();
  expect(await stored()).toEqual([taken.id]);
});

it('Attempts next to each other share no id, and all that can be are known', () => {
  const file = 'f'.repeat(32);
  const ids = [1, 2, 3].flatMap(attempt => [
    madeId(file, 'copy', attempt),
    madeId(file, 'thumbnail', attempt),
  ]);
  expect(new Set(ids).size).toBe(6);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(allMadeIds(file)).toEqual(expect.arrayContaining(ids));
  expect(allMadeIds('e'.repeat(32)).some(id => ids.includes(id))).toBe(false);
});
