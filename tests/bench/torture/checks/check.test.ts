import { expect, test } from 'vitest';
import { createCheck } from '../../../../bench/torture/checks/check.ts';
import { filesOnDisk } from '../../../../bench/torture/checks/observed.ts';
import { createLedger } from '../../../../bench/torture/ledger.ts';
import { makeTip } from '../../../../bench/torture/load/made-tip.ts';
import { sendTip } from '../../../../bench/torture/load/send-tip.ts';
import { createRandom } from '../../../../bench/torture/random.ts';
import { readKept } from '../../../../bench/torture/stores/store.ts';
import { INBOX, SECRET_KEY } from '../../../../bench/torture/world.ts';
import { ON_DISK } from '../../../support/settings.ts';
import { createWorld } from '../../../support/world.ts';

test('of a real desk that has kept the tip and the file which it acknowledged, nothing is complained of', async () => {
  const key = { SECRET_KEY: SECRET_KEY.toString('base64'), NEWSROOM_INBOX: INBOX.join(',') };
  const world = await createWorld({ settings: { ...key, ...ON_DISK } });
  await world.smtp.goDown();
  const ledger = createLedger(() => {});
  ledger.begin(0);
  const attached = [
    { name: '사진.bin', type: 'application/octet-stream', bytes: Buffer.alloc(1_000, 'bytes') },
  ];
  const tip = makeTip(createRandom('a tip'), attached);
  const desk = { url: world.url, now: Date.now, latest: Date.now, whenUp: async () => {} };
  const { signal } = new AbortController();
  await sendTip({ desk, ledger, signal, random: createRandom('a reader') }, { tip, attached });
  expect(tip.answers.length).toBeGreaterThan(0);

  const store = { read: () => readKept(world.database.query), damages: async () => [] };
  const check = createCheck({
    store,
    ledger,
    peer: { taken: [] },
    files: () => filesOnDisk(world.dataDir),
  });
  const { observed } = await check({ thoroughly: true });
  expect(ledger.violations).toEqual([]);
  expect(observed.kept.files).toHaveLength(1);
});
