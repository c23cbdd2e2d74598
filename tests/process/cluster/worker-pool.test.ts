import { expect, test } from 'vitest';
import { createLog } from '../../../src/log.ts';
import { createWorkerPool } from '../../../src/process/cluster/worker-pool.ts';
import { whenDone } from '../../support/cleanup.ts';

test('a worker that cannot even be started, as where no process may be added, is tried again later and takes nobody with it', async () => {
  const node = process.execPath;
  whenDone(async () => {
    process.execPath = node;
  });
  process.execPath = '/nonexistent';
  const log: string[] = [];
  const workers = createWorkerPool(createLog(line => log.push(line)));
  await workers.add(1);
  await expect.poll(() => log.length).toBe(2);
  await workers.stop();
  expect(log.map(line => JSON.parse(line))).toMatchObject([
    { code: 'ENOENT', count: 1, msg: 'a worker has died and is replaced' },
    { code: 'ENOENT', count: 2 },
  ]);
});
