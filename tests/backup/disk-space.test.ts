import { expect, test } from 'vitest';
import { backUp } from '../../src/backup/back-up.ts';
import { requireSpaceForBackup } from '../../src/backup/disk-space.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { createTipWorld } from '../tips/tip-world.ts';
import { createSink, emptyPlace, publicKey } from './backup-world.ts';

test('a backup is told beforehand how much room it needs, and may be refused it', async () => {
  const { place, submit, takeFile } = await createTipWorld();
  await submit({ message: '글' }, [await takeFile('x'.repeat(900_000))]);
  const { out, bytes } = createSink();
  let needed = 0;
  const requireSpace = async (size: number) => {
    needed = size;
    throw new Error('no room');
  };
  await expect(backUp(place, { lock: { to: [publicKey] }, out, requireSpace })).rejects.toThrow('no room');
  expect(needed).toBeGreaterThan(900_000);
  expect(bytes()).toHaveLength(0);
});

test('on the disk of the desk, what DISK_RESERVE keeps free is not there for a backup', async () => {
  const place = await emptyPlace({ DISK_RESERVE: '1000tb' });
  await expect(requireSpaceForBackup(1_000, await temporaryFolder(), place)).rejects.toThrow(
    /^A backup takes about 1000 B, and .* has 0 B free beside the 1000 TB of DISK_RESERVE\.$/,
  );
  await requireSpaceForBackup(1_000, place.dataDir, await emptyPlace());
  await expect(requireSpaceForBackup(2 ** 60, place.dataDir, await emptyPlace())).rejects.toThrow('has');
});
