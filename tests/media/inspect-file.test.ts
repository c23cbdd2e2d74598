import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { sql } from 'kysely';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { createSandbox, type Sandbox } from '../../src/media/sandbox/sandbox.ts';
import { sweepOrphans } from '../../src/tips/end/orphans.ts';
import { whenDone } from '../support/cleanup.ts';
import { DAY, HOUR } from '../support/clock.ts';
import { toldFiles } from '../support/told-files.ts';
import { waitUntil } from '../support/wait-for.ts';
import { createWorld } from '../support/world.ts';
import { createFileWorld, jpeg, openSandboxOfFile } from './file-world.ts';
import { fixture, isDecoding, sandboxesOf } from './sandbox/sandbox-world.ts';

const sandbox = openSandboxOfFile();

it('A picture has its inspection, its thumbnail and its copy, and a repeat changes nothing', async () => {
  const { run, inspection, stored, files, taken } = await createFileWorld();
  await run();

  const found = await inspection();
  if (found.is !== 'done' || found.thumbnail === null || found.copy === null)
    throw new Error('nothing was made');
  const { thumbnail, copy } = found;
  expect(found).toMatchObject({ broken: false, type: 'image/jpeg', details: { width: 600, height: 400 } });
  expect(await stored()).toEqual([taken.id, thumbnail.id, copy.id].sort());
  const bytes = await buffer(files.read(thumbnail));
  expect(bytes.length).toBe(thumbnail.size);
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 480 });
  expect(copy).toMatchObject({ type: 'image/jpeg', size: (await buffer(files.read(copy))).length });

  const before = await stored();
  await run();
  expect([await inspection(), await stored()]).toEqual([found, before]);
});

it('Of two that inspect one file at once, one leaves all, and the other nothing', async () => {
  const { run, inspection, stored } = await createFileWorld();
  const other = createSandbox();
  whenDone(() => other.stop());
  await Promise.all([run(), run({ sandbox: other, attempts: 2 })]);

  expect(await inspection()).toMatchObject({ is: 'done', broken: false });
  expect(await stored()).toHaveLength(3);
});

it('A picture that does not open has its inspection as a broken one, which is not tried again', async () => {
  const { run, inspection, stored, desk, taken } = await createFileWorld();
  await desk.database.write(trx =>
    trx
      .updateTable('files')
      .set({ size: taken.size + 1 })
      .execute(),
  );
  await run();
  expect(await inspection()).toMatchObject({ is: 'done', broken: true, type: null, thumbnail: null });
  expect(await stored()).toEqual([taken.id]);
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
  const forgetful: Sandbox = {
    ...sandbox,
    async inspect(...asked) {
      const findings = await sandbox.inspect(...asked);
      await forget();
      return findings;
    },
  };
  await run({ sandbox: forgetful });

  expect([await inspection(), await stored()]).toEqual([{ is: 'waiting' }, []]);
});

it('A tip that is forgotten at the very moment its inspection is written leaves nothing behind', async () => {
  const { run, forget, inspection, stored, desk } = await createFileWorld();
  let forgotten: Promise<unknown> | null = null;
  const write: Database['write'] = work =>
    desk.database.write(async trx => {
      const written = await work(trx);
      if (forgotten === null) {
        forgotten = forget();
        await Promise.race([forgotten, untilOneWaits(desk.database)]);
      }
      return written;
    });
  await run({ database: { ...desk.database, write } });
  await forgotten;

  expect([await inspection(), await stored()]).toEqual([{ is: 'waiting' }, []]);
});

/** Until another transaction waits for the one that is open. SQLite has one connection: there the next one waits from the start. */
async function untilOneWaits({ engine, query }: Database): Promise<void> {
  if (engine === 'sqlite') return;
  const waiting = sql`
    select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
  await waitUntil(async () => (await waiting.execute(query)).rows.length > 0);
}

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
    await sandbox.inspect(
      { size: 0, claimedType: '', read: () => Readable.from([]) },
      async () => null,
      new AbortController().signal,
    );
    const ended = run({ attempts });
    // Met by whoever called.
    ended.catch(() => {});
    const [id = 0] = await sandboxesOf();
    await isDecoding(id);
    process.kill(id, 'SIGKILL');
    return ended;
  };

  await expect(lost(1)).rejects.toMatchObject({ reason: 'sandbox lost' });
  await expect(lost(2)).rejects.toMatchObject({ reason: 'sandbox lost' });
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
    .poll(() => toldFiles(world))
    .toMatchObject([{ inspection: { is: 'done', broken: false, type: 'image/jpeg' } }]);
  const before = await sandboxesOf();
  await world.app.stop();
  expect((await sandboxesOf()).length).toBe(before.length - 1);
});
