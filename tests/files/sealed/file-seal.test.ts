import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { newTipSeal } from '../../../src/crypto/masters.ts';
import { openDiskStore } from '../../../src/files/disk/disk-store.ts';
import { CHUNK } from '../../../src/files/sealed/chunks.ts';
import { sealForTip } from '../../../src/files/sealed/file-seal.ts';
import { createSealedFiles } from '../../../src/files/sealed/sealed-files.ts';
import { FILE_PURPOSES, type FilePurpose, sealOfTip } from '../../../src/files/sealed/stored-as.ts';
import { makeKeys } from '../../support/keys.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const SIZE = 2 * CHUNK;

/** A file of a tip, read as a row names it. */
async function keptAs(as: FilePurpose) {
  const { masters } = makeKeys();
  const store = await openDiskStore(await temporaryFolder(), 0);
  const files = createSealedFiles({ store, masters, isFar: false, maySeal: async () => true });
  const taken = await files.take(Readable.from([Buffer.alloc(SIZE)], { objectMode: true }), SIZE);
  if (!taken?.seal) throw new Error('it is sealed');
  const tip = newTipSeal(masters);
  const { wrapped } = sealForTip(masters, { ...taken, seal: taken.seal }, tip, as);
  return (row: { size: number; as: FilePurpose }) =>
    buffer(
      files.read(
        { id: taken.id, size: row.size, seal: sealOfTip({ wrapped, size: row.size }, tip, row.as) },
        { start: 0, end: 9 },
      ),
    );
}

test.each(FILE_PURPOSES)('A %s opens in its own place alone', async as => {
  const read = await keptAs(as);
  expect((await read({ size: SIZE, as })).length).toBe(10);
  for (const other of FILE_PURPOSES.filter(purpose => purpose !== as))
    await expect(read({ size: SIZE, as: other })).rejects.toMatchObject({ name: 'Unopened' });
});

test('A file whose row tells another size does not open, whatever part is asked for', async () => {
  const read = await keptAs('file');
  for (const size of [CHUNK, SIZE - 1, SIZE + 1, 3 * CHUNK])
    await expect(read({ size, as: 'file' })).rejects.toMatchObject({ name: 'Unopened' });
});
