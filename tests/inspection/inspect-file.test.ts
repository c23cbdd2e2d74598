import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { createDarkroom, type Darkroom } from '../../src/inspection/darkroom.ts';
import { sweepOrphans } from '../../src/tips/sweep.ts';
import { whenDone } from '../support/cleanup.ts';
import { DAY, HOUR } from '../support/clock.ts';
import { createWorld } from '../support/world.ts';
import { darkroomsOf, fixture } from './darkroom/darkroom-world.ts';
import { createFileWorld, darkroom, jpeg } from './file-world.ts';

it('A picture has its inspection, its thumbnail and its copy, and a repeat changes nothing', async () => {
  const { run, inspection, stored, files, taken } = await createFileWorld();
  await run();

  const found = await inspection();
  if (found.is === 'waiting' || found.thumbnail === null || found.copy === null)
    throw new Error('nothing was made');
  const { thumbnail, copy } = found;
  expect(found).toMatchObject({ broken: false, type: 'image/jpeg', details: { width: 600, height: 400 } });
  expect(await stored()).toEqual([taken.id, thumbnail.id, copy.id].sort());
  const bytes = await buffer(files.read(thumbnail.id));
  expect(bytes.length).toBe(thumbnail.size);
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 480 });
  expect(copy).toMatchObject({ type: 'image/jpeg', size: (await buffer(files.read(copy.id))).length });

  const before = await stored();
  await run();
  expect([await inspection(), await stored()]).toEqual([found, before]);
});

it('Of two that inspect one file at once, one leaves all, and the other nothing', async () => {
  const { run, inspection, stored } = await createFileWorld();
  const other = createDarkroom();
  whenDone(() => other.stop());
  await Promise.all([run(), run({ darkroom: other, attempts: 2 })]);

  expect(await inspection()).toMatchObject({ is: 'done', broken: false });
  expect(await stored()).toHaveLength(3);
});

it('A broken picture has its inspection, and nothing is made of it', async () => {
  const { run, inspection, stored, taken } = await createFileWorld(jpeg.subarray(0, 900));
  await run();

  expect(await inspection()).toEqual({
    is: 'done',
    broken: true,
    type: 'image/jpeg',
    thumbnail: null,
    copy: null,
    shortfall: null,
    details: expect.anything(),
  });
  expect(await stored()).toEqual([taken.id]);
});

it('A tip that is forgotten while its file is inspected leaves nothing behind', async () => {
  const { run, forget, inspection, stored } = await createFileWorld();
  const forgetful: Darkroom = {
    ...darkroom,
    async inspect(...asked) {
      const findings = await darkroom.inspect(...asked);
      await forget();
      return findings;
    },
  };
  await run({ darkroom: forgetful });

  expect([await inspection(), await stored()]).toEqual([{ is: 'waiting' }, []]);
});

it('A tip that is forgotten at the very moment its inspection is written leaves nothing behind', async () => {
  const { run, forget, inspection, stored, desk } = await createFileWorld();
  let forgotten = Promise.resolve();
  const write: Database['write'] = work =>
    desk.database.write(async trx => {
      const written = await work(trx);
      forgotten = forget();
      // Long enough for all that forgetting can do before this is committed.
      await wait(300);
      return written;
    });
  await run({ database: { ...desk.database, write } });
  await forgotten;

  expect([await inspection(), await stored()]).toEqual([{ is: 'waiting' }, []]);
});

it('What was made before a crash, and no row names, is swept after a day', async () => {
  const { run, inspection, stored, desk, clock, taken } = await createFileWorld();
  const write = () => Promise.reject(new Error('the power went out'));
  await expect(run({ database: { ...desk.database, write } })).rejects.toThrow('the power went out');
  expect(await stored()).toHaveLength(3);

  clock.set(Date.now() + DAY + HOUR);
  await sweepOrphans(desk);
  expect(await stored()).toEqual([taken.id]);

  await run();
  clock.move(2 * DAY);
  await sweepOrphans(desk);
  expect(await stored()).toHaveLength(3);
  expect(await inspection()).toMatchObject({ is: 'done', broken: false });
});

it('A file over which the process is lost is tried again, and broken when it was lost three times', async () => {
  const { run, inspection } = await createFileWorld(await fixture('large.heic'));
  const lost = async (attempts: number) => {
    // Ready, so that what comes is the file's.
    await darkroom.inspect(
      { size: 0, claimedType: '', read: () => Readable.from([]) },
      async () => null,
      new AbortController().signal,
    );
    const ended = run({ attempts });
    const [id = 0] = await darkroomsOf();
    await wait(400);
    process.kill(id, 'SIGKILL');
    return ended;
  };

  await expect(lost(1)).rejects.toMatchObject({ reason: 'darkroom lost' });
  await expect(lost(2)).rejects.toMatchObject({ reason: 'darkroom lost' });
  expect(await inspection()).toEqual({ is: 'waiting' });

  await lost(3);
  expect(await inspection()).toMatchObject({ is: 'done', broken: true, type: 'image/heic' });
});

it('A picture that a reader sends is inspected soon after, and the desk takes its process along when it stops', async () => {
  const world = await createWorld({ settings: { SMTP_URL: '' } });
  await world.request
    .post('/tips')
    .set('Accept', 'application/json')
    .field('message', '제보합니다')
    .attach('files', jpeg, { filename: '사진.jpg', contentType: 'image/jpeg' })
    .expect(201);

  await expect
    .poll(() => world.database.query.selectFrom('inspections').select(['broken', 'type']).execute(), {
      timeout: 20_000,
    })
    .toEqual([{ broken: 0, type: 'image/jpeg' }]);
  const before = await darkroomsOf();
  await world.app.stop();
  expect((await darkroomsOf()).length).toBe(before.length - 1);
});
