import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ON_DISK } from '../../support/settings.ts';
import { createWorld } from '../../support/world.ts';

test('the desk says that it is not well while no file can be written, and the log says why', async () => {
  const { request, dataDir, log } = await createWorld({ settings: ON_DISK });
  const [incoming, away] = [join(dataDir, 'incoming'), join(dataDir, 'away')];
  await request.get('/healthz').expect(200, 'ok\n');
  await rename(incoming, away);
  await request.get('/healthz').expect(503, 'not well\n');
  expect(log.join()).toContain('ENOENT');
  await rename(away, incoming);
  await request.get('/healthz').expect(200, 'ok\n');
});
