import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../src/db/open.ts';
import { whenDone } from '../../support/cleanup.ts';
import { replaceSyncs } from '../../support/power-cut.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A database on a disk that can be told to fail when the log is flushed. */
async function createFailingDisk() {
  const folder = await temporaryFolder();
  const log = join(folder, 'jebo.db-wal');
  const disk = { fails: false };
  await replaceSyncs((descriptor, sync) =>
    disk.fails && readlinkSync(`/proc/self/fd/${descriptor}`) === log
      ? Promise.reject(Object.assign(new Error('the disk failed'), { code: 'EIO' }))
      : sync(),
  );
  const open = async () => {
    const database = await openDatabase({ engine: 'sqlite' }, folder);
    whenDone(() => database.close());
    return (name: string) =>
      database.write(trx => trx.insertInto('desk_facts').values({ name, value: '' }).execute());
  };
  return { disk, open };
}

test('nothing is acknowledged after a failed flush until the desk is started again', async () => {
  const { disk, open } = await createFailingDisk();
  const keep = await open();
  await keep('before');

  disk.fails = true;
  const refused = { status: 'rejected', reason: { code: 'EIO' } };
  expect(await Promise.allSettled([keep('one'), keep('other')])).toMatchObject([refused, refused]);
  // The disk says that all is well again, of pages that it may have dropped.
  disk.fails = false;
  for (const name of ['later', 'much later']) await expect(keep(name)).rejects.toMatchObject({ code: 'EIO' });

  const keepAgain = await open();
  await keepAgain('after the start');
});
