import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { postgresStore } from '../../../../bench/torture/stores/postgres.ts';
import { whenDone } from '../../../support/cleanup.ts';
import { runOn } from '../../../support/postgres.ts';

test('a page that the disk gives back otherwise, of a table or of an index, is a damage', async () => {
  const store = await postgresStore();
  whenDone(() => store.close(null));
  const url = store.settings['DATABASE_URL'] ?? '';
  await runOn(url, 'create table tips as select number from generate_series(1, 1000) number');
  await runOn(url, 'create unique index by_number on tips (number)');
  await runOn(url, 'checkpoint');
  expect(await store.damages()).toEqual([]);

  const [places] = await runOn(
    url,
    `select current_setting('data_directory') as folder,
    pg_relation_filepath('tips') as tips, pg_relation_filepath('by_number') as by_number`,
  );
  const { folder, ...files } = Object.fromEntries(
    Object.entries(Object(places)).map(([name, path]) => [name, String(path)]),
  );
  for (const path of Object.values(files)) await spoil(join(String(folder), path));
  await store.restart?.('killed');
  expect(await store.damages()).toEqual([
    expect.stringMatching(/invalid page|checksum/),
    expect.stringMatching(/invalid page|checksum/),
  ]);
});

/** One byte in the middle of the last page is another. */
async function spoil(path: string) {
  const at = (await stat(path)).size - 4_000;
  await using file = await open(path, 'r+');
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, at);
  await file.write(Buffer.from([(buffer[0] ?? 0) ^ 0xff]), 0, 1, at);
}
