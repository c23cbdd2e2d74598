import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDiskStore } from '../../../src/files/disk/disk-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { sealedContract } from './sealed-contract.ts';

sealedContract(async () => {
  const folder = await temporaryFolder();
  return {
    isFar: false,
    open: () => openDiskStore(folder, 0),
    async seen() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = entries.filter(entry => entry.isFile());
      return Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name))));
    },
  };
});
