import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { sealTips } from '../../../src/tips/sealing/seal-tips.ts';
import { bytesOf } from '../../support/database-bytes.ts';
import { createTipWorld } from '../../tips/tip-world.ts';

/** So many that each value is one of those that PostgreSQL samples. */
const TIPS = 12;

test('A rewritten database has no word of before among its samples of columns', async () => {
  const world = await createTipWorld();
  const { database, masters } = world.desk;
  const fields = { phone: '010-9999-8888', consent_contact: 'on' };
  for (let tip = 1; tip <= TIPS; tip++)
    await world.submit({ message: '글', name: `Zvonimira ${tip}`, ...fields }, [], [], world.asOlder);
  await sql`analyze`.execute(database.query);
  for (let tip = 1; tip <= TIPS; tip++)
    await database.write(trx => sealTips(trx, { engine: database.engine, masters }, [tip]));
  const isPlain = async () => (await bytesOf(database, world.folder)).includes('Zvonimira');
  expect(await isPlain()).toBe(true);

  await expect.poll(() => database.rewrite()).toBe(true);
  expect(await isPlain()).toBe(false);
});
