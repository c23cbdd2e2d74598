import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { madeId } from '../../../src/media/made-ids.ts';
import { forgetTip } from '../../../src/tips/end/forget.ts';
import { DAY } from '../../support/clock.ts';
import { eraseOwed } from './erase-owed.ts';
import { createRetentionWorld } from './retention-world.ts';

const MARK = 'unforgettable bytes';

/** A tip with a file of which a thumbnail and a copy are made, one more that a crash has left, and a mail that was kept. */
async function tipWithAll() {
  const world = await createRetentionWorld();
  const { desk, folder, submit, takeFile, clock } = world;
  const [file, thumbnail, copy] = [await takeFile(MARK), await takeFile(MARK), await takeFile(MARK)];
  const { number } = await submit({ message: MARK }, [file]);
  const made = {
    thumbnail: thumbnail.id,
    thumbnail_size: MARK.length,
    copy: copy.id,
    copy_size: MARK.length,
  };
  const found = { at: clock(), broken: 0, type: null, details: '{}', shortfall: null, took: null } as const;
  await desk.database.write(trx =>
    trx
      .insertInto('inspections')
      .values({ file: file.id, ...made, copy_type: 'image/jpeg', ...found })
      .execute(),
  );
  const left = madeId(file.id, 'copy', 2);
  await desk.files.take(Readable.from([Buffer.from(MARK)]), 100, left);
  await mkdir(join(folder, 'mail'));
  for (const name of [`tip-${number}.1.eml`, `tip-${number}.2.0a.part`])
    await writeFile(join(folder, 'mail', name), MARK);
  return { ...world, number };
}

/** Of the whole data folder; a bucket's is what the store lists. */
async function marksIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  const read = await Promise.all(names.map(async name => ({ name, bytes: await readFile(name) })));
  return read.filter(({ bytes }) => bytes.includes(MARK)).map(({ name }) => name);
}

test('forgotten by hand, nothing of files, of what was made of them, and of kept mails is left anywhere', async () => {
  const world = await tipWithAll();
  const { desk, folder, viewer, number } = world;
  expect(await marksIn(folder)).not.toEqual([]);
  await forgetTip(desk, viewer, { number, version: 1 });
  for await (const file of desk.files.list()) expect(file).toBeNull();
  expect(await marksIn(folder)).toEqual([]);
});

test('forgotten by itself, the same, and its proof says so', async () => {
  const world = await tipWithAll();
  const { desk, folder, clock, number } = world;
  await world.set(number, { state: 'closed', state_since: clock() - 80 * DAY });
  await world.goTo(clock() + 10 * DAY);
  expect(await world.forgotten()).toEqual([[number, 'unused']]);
  // The rows are gone, and the disk is still to be cleared.
  expect(await marksIn(folder)).not.toEqual([]);
  await eraseOwed(world);
  for await (const file of desk.files.list()) expect(file).toBeNull();
  expect(await marksIn(folder)).toEqual([]);
  const proof = await desk.database.query.selectFrom('forgettings').selectAll().executeTakeFirst();
  expect(proof?.proved_at).not.toBeNull();
  expect(JSON.parse(proof?.destroyed ?? '').files).toHaveLength(3);
});
